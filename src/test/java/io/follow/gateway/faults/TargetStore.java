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

/** Where the workers of a scene put their objects. */
interface TargetStore {

    /** The hexadecimal SHA-256 of every object that is there. */
    Map<String, String> sha256ByKey();

    /** A folder; what its workers have not finished writing is no object. */
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
