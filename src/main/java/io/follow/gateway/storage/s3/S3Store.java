package io.follow.gateway.storage.s3;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.storage.DigestingInputStream;
import io.follow.gateway.storage.ImageStore;
import io.follow.gateway.storage.IncomingObject;
import io.follow.gateway.storage.ReadObject;
import io.follow.gateway.storage.StoreFullException;
import io.follow.gateway.storage.StoredObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket, or the part of a bucket below a prefix, as a store. The object of a key is {@code prefix/key}. Writes are
 * atomic, as S3 guarantees.
 */
final class S3Store implements ImageStore {

    private static final Duration TRUSTED = Duration.ofSeconds(10);

    private final S3Client client;
    private final S3Location location;
    private final ObjectWriter writer;
    private final StoreCheck check;
    private final Path spool;
    private final LastSuccess reads = new LastSuccess(TRUSTED, System::nanoTime);
    private final LastSuccess writes = new LastSuccess(TRUSTED, System::nanoTime);

    /**
     * Sends no request yet.
     *
     * @param client closed by its creator
     * @param spool  the directory for incoming objects
     */
    S3Store(S3Client client, S3Location location, Path spool) {
        this.client = client;
        this.location = location;
        this.writer = new ObjectWriter(client, location);
        this.spool = spool;
        this.check = new StoreCheck(client, location);
    }

    @Override
    public ReadObject read(StorageKey key, long maxBytes, IntFunction<byte[]> arrays) throws JobException {
        String name = location.nameOf(key);
        LimitedBody.Found found;
        try {
            found = client.getObject(
                    request -> request.bucket(location.bucket()).key(name), new LimitedBody(maxBytes, arrays));
            reads.worked();
        } catch (NoSuchKeyException missing) {
            reads.worked();
            throw new JobException(ErrorCode.SOURCE_NOT_FOUND, "no object at the source key " + key, missing);
        } catch (SdkException failure) {
            throw unreadable(failure);
        }
        byte[] array = found.array();
        if (array == null) {
            throw new JobException(
                    ErrorCode.FILE_TOO_LARGE,
                    "the source has " + found.size() + " bytes, expected at most " + maxBytes);
        }
        if (found.size() == 0) {
            throw new JobException(ErrorCode.FILE_TOO_SMALL, "the source is empty");
        }
        return new ReadObject(array, (int) found.size());
    }

    @Override
    public StoredObject write(StorageKey key, byte[] bytes, String contentType) throws JobException {
        String name = location.nameOf(key);
        try {
            StoredObject stored = writer.put(name, bytes, contentType);
            writes.worked();
            return stored;
        } catch (SdkException failure) {
            throw unwritable(failure, bytes.length);
        }
    }

    @Override
    public StoredObject write(StorageKey key, IncomingObject object) throws JobException, IOException {
        String name = location.nameOf(key);
        DigestingInputStream content = DigestingInputStream.of(object);
        try (SpooledObject spooled = SpooledObject.receive(spool, content)) {
            content.requireContent();
            StoredObject stored = writer.put(name, spooled, content, object.contentType());
            writes.worked();
            return stored;
        } catch (SdkException failure) {
            throw unwritable(failure, content.size());
        } catch (IOException failure) {
            content.throwOwnFailure();
            throw new JobException(
                    ErrorCode.STORAGE_UPLOAD_FAILED, "the object cannot be spooled to the data directory", failure);
        }
    }

    @Override
    public void list(StorageKey folder, Visitor visitor) throws JobException {
        String start = location.nameOf(folder) + "/";
        int above = location.place("").length();
        try {
            for (S3Object object : client.listObjectsV2Paginator(
                            request -> request.bucket(location.bucket()).prefix(start))
                    .contents()) {
                Optional<StorageKey> key = StorageKey.ifValid(object.key().substring(above));
                if (key.isPresent()) {
                    visitor.visit(key.get(), object.lastModified());
                }
            }
        } catch (SdkException failure) {
            throw unreadable(failure);
        }
    }

    @Override
    public boolean exists(StorageKey key) throws JobException {
        String name = location.nameOf(key);
        try {
            client.headObject(request -> request.bucket(location.bucket()).key(name));
            return true;
        } catch (NoSuchKeyException missing) {
            return false;
        } catch (SdkException failure) {
            throw unreadable(failure);
        }
    }

    @Override
    public void delete(StorageKey key) throws JobException {
        String name = location.nameOf(key);
        try {
            client.deleteObject(request -> request.bucket(location.bucket()).key(name));
        } catch (SdkException failure) {
            throw unwritable(failure, 0);
        }
    }

    /** Sends no request if an object was read within the last seconds. */
    @Override
    public void checkReadable() throws JobException {
        if (reads.isRecent()) {
            return;
        }
        try {
            check.read();
            reads.worked();
        } catch (SdkException failure) {
            throw unreadable(failure);
        }
    }

    /** Sends no request if an object was written within the last seconds. */
    @Override
    public void checkWritable() throws JobException {
        if (writes.isRecent()) {
            return;
        }
        try {
            check.write();
            writes.worked();
        } catch (SdkException failure) {
            throw unwritable(failure, 0);
        }
    }

    @Override
    public void checkRoom(long bytes, int objects) throws JobException {
        try {
            check.write(bytes);
            writes.worked();
        } catch (SdkException failure) {
            throw unwritable(failure, bytes);
        }
    }

    @Override
    public boolean isSameObject(StorageKey key, ImageStore other, StorageKey otherKey) {
        return other instanceof S3Store store
                && Objects.equals(
                        location.settings().endpoint(),
                        store.location.settings().endpoint())
                && location.bucket().equals(store.location.bucket())
                && location.place(key.value()).equals(store.location.place(otherKey.value()));
    }

    private JobException unreadable(SdkException failure) {
        reads.failed();
        return failed(ErrorCode.STORAGE_READ_FAILED, "the store cannot be read: ", failure);
    }

    private JobException unwritable(SdkException failure, long bytes) {
        writes.failed();
        String what = "the store cannot be written: ";
        return S3FailureText.isNoRoom(failure)
                ? new StoreFullException(what + S3FailureText.of(failure), bytes, failure)
                : failed(ErrorCode.STORAGE_UPLOAD_FAILED, what, failure);
    }

    private static JobException failed(ErrorCode code, String what, SdkException failure) {
        if (failure instanceof AbortedException) {
            Thread.currentThread().interrupt();
        }
        return new JobException(code, what + S3FailureText.of(failure), failure);
    }
}
