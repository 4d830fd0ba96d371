package io.follow.gateway.startup;

import io.follow.gateway.settings.InvalidSettingException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.apache.camel.util.HostUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The name of this process among all gateways: host and instance. The instance id is kept in the data folder under a file
 * lock, so that it is the same after a restart and never used by two processes at once.
 */
public final class Instance implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Instance.class);
    private static final int MOST_PER_FOLDER = 64;
    private static final int ID_LENGTH = 8;

    private final String name;
    private final @Nullable FileChannel held;

    private Instance(String id, @Nullable FileChannel held) {
        this.name = hostName() + "-" + id;
        this.held = held;
    }

    /**
     * Takes the first free instance id of a data folder; a random one where the disk is full.
     *
     * @throws InvalidSettingException when the folder cannot be written
     */
    public static Instance of(Path dataDir) {
        try {
            Path folder = Files.createDirectories(dataDir.resolve("instances"));
            for (int i = 1; i <= MOST_PER_FOLDER; i++) {
                FileChannel channel = lock(folder.resolve("instance-" + i));
                if (channel != null) {
                    return new Instance(id(channel), channel);
                }
            }
        } catch (IOException e) {
            if (!Files.isDirectory(dataDir) || !Files.isWritable(dataDir)) {
                throw new InvalidSettingException("IMG_GW_DATA_DIR is \"" + dataDir
                        + "\", expected a directory that can be created and written (" + reason(e) + ")");
            }
            LOG.info("no file can be created in the data folder, the consumer name changes with each start");
        }
        return new Instance(newId(), null);
    }

    /** Without the path that stands before it. */
    private static String reason(IOException failure) {
        return failure instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : failure.getClass().getSimpleName();
    }

    private static @Nullable FileChannel lock(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            LOG.trace("{} is held by this process", file.getFileName());
        }
        channel.close();
        return null;
    }

    private static String id(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(ID_LENGTH);
        channel.read(buffer, 0);
        String kept = new String(buffer.array(), StandardCharsets.US_ASCII).strip();
        if (kept.matches("[0-9a-f]{8}")) {
            return kept;
        }
        String id = newId();
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(id.getBytes(StandardCharsets.US_ASCII)), 0);
        return id;
    }

    private static String newId() {
        return UUID.randomUUID().toString().substring(0, ID_LENGTH);
    }

    private static String hostName() {
        try {
            return HostUtils.getLocalHostName();
        } catch (UnknownHostException e) {
            LOG.debug("this host does not know its own name", e);
            return "gateway";
        }
    }

    /** Host and instance, for instance {@code worker-7-3f2a9c01}. */
    public String name() {
        return name;
    }

    @Override
    public void close() throws IOException {
        if (held != null) {
            held.close();
        }
    }
}
