package io.follow.gateway.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's own Ed25519 key pair, stored in a file that only its user can read: the private key (PKCS #8) on the
 * first line, the raw public key on the second, both in base64.
 *
 * @param privateKey signs
 * @param publicKey  base64 of the raw 32 bytes, as in {@code FOLLOW_API_ED25519_PUBLIC_KEY}
 */
public record KeyPairFile(PrivateKey privateKey, String publicKey) {

    private static final int RAW_BYTES = 32;
    private static final String ALGORITHM = "Ed25519";

    /**
     * Reads the key pair, or generates one if there is no file yet.
     *
     * @throws IllegalStateException in one line when the file cannot be used
     */
    public static KeyPairFile open(Path file) {
        try {
            if (!Files.exists(file)) {
                write(file);
            }
            List<String> lines = Files.readAllLines(file);
            if (lines.size() != 2) {
                throw unusable(file, null);
            }
            byte[] pkcs8 = Base64.getDecoder().decode(lines.get(0));
            Ed25519Keys.parse(lines.get(1));
            return new KeyPairFile(
                    KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)), lines.get(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(file, e);
        }
    }

    public UploadTokenSigner signer() {
        return new UploadTokenSigner(privateKey);
    }

    private static void write(Path file) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        byte[] x509 = pair.getPublic().getEncoded();
        Base64.Encoder base64 = Base64.getEncoder();
        // The raw key is the end of the X.509 form.
        List<String> lines = List.of(
                base64.encodeToString(pair.getPrivate().getEncoded()),
                base64.encodeToString(Arrays.copyOfRange(x509, x509.length - RAW_BYTES, x509.length)));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(part, lines);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static IllegalStateException unusable(Path file, @Nullable Exception cause) {
        return new IllegalStateException(
                file.getFileName() + " holds no key pair of two lines; delete it and a new one is made", cause);
    }

    /** Hides the private key from logs. */
    @Override
    public String toString() {
        return "KeyPairFile[" + publicKey + "]";
    }
}
