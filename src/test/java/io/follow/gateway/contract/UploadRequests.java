package io.follow.gateway.contract;

import io.follow.gateway.image.TestImages;
import io.follow.gateway.token.TokenSigner;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;

/** Tokens, photos and raw requests for tests of uploads, and checks for leftover files. */
final class UploadRequests {

    private UploadRequests() {}

    static JwtClaims claims(String image) {
        JwtClaims claims = TokenSigner.claims(Instant.now(), Instant.now().plusSeconds(600));
        claims.setClaim("image_id", image);
        claims.setClaim("storage_key", "uploads/" + image + ".jpg");
        return claims;
    }

    static byte[] photo(int width, int height) {
        return TestImages.jpeg(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
    }

    static String guard(String image) {
        return "image:upload:" + image;
    }

    /** The raw images of uploads in a folder, finished or not. */
    static List<Path> received(Path incoming) throws IOException {
        if (!Files.exists(incoming)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(incoming)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** Waits for the only result of an image. */
    static Map<String, String> awaitResult(JobClient jobClient, String image) {
        JobClient.eventually(() -> !jobClient.resultsOfImage(image).isEmpty());
        List<Map<String, String>> results = jobClient.resultsOfImage(image);
        if (results.size() != 1) {
            throw new AssertionError(image + " has " + results.size() + " results");
        }
        return results.get(0);
    }

    /** Sends a request byte by byte, for requests that no HTTP client would send. */
    static final class RawUpload implements AutoCloseable {

        private final Socket socket;

        RawUpload(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(60_000);
        }

        RawUpload head(String token, String... headers) throws IOException {
            String head = "PUT /upload HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n"
                    + String.join("\r\n", headers) + "\r\n\r\n";
            return body(head.getBytes(StandardCharsets.US_ASCII));
        }

        RawUpload body(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
            return this;
        }

        /** Reads the next response header and returns its status code. */
        int status() throws IOException {
            String line = line();
            int status = Integer.parseInt(line.split(" ")[1]);
            while (!line.isEmpty()) {
                line = line();
            }
            return status;
        }

        /** Reads until the server closes the connection. */
        void awaitClose() throws IOException {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("closed within a line: " + line);
                }
                if (next != '\r') {
                    line.append((char) next);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
