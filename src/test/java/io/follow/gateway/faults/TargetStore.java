package io.follow.gateway.faults;

import io.follow.gateway.storage.s3.Bucket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The store that workers write to. */
interface TargetStore {

    /** The hexadecimal SHA-256 of every object, by key. */
    Map<String, String> sha256ByKey();

    /** A directory; temporary files are not objects. */
    static TargetStore in(Path folder) {
        return () -> {
            Map<String, String> found = new TreeMap<>();
            FileTree.filesIn(folder).forEach(file -> {
                String key = folder.relativize(file).toString();
                if (!key.startsWith(".gateway-tmp")) {
                    found.put(key, sha256(read(file)));
                }
            });
            return found;
        };
    }

    static TargetStore in(Bucket bucket) {
        return () -> {
            Map<String, String> found = new TreeMap<>();
            bucket.objects().forEach(key -> found.put(key, sha256(bucket.bytes(key))));
            return found;
        };
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
