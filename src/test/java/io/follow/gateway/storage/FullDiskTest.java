package io.follow.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store on a small file system of its own; needs the right to mount one. */
class FullDiskTest {

    private static final StorageKey KEY = new StorageKey("a/b.webp");
    private static final int TOO_MUCH = 600_000;

    @TempDir
    Path root;

    private boolean mounted;

    private static boolean runs(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        mounted = Files.isExecutable(Path.of("/bin/mount"))
                && runs("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", root.toString());
        assumeTrue(mounted, "mounting a file system is not allowed here");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (mounted) {
            assertThat(runs("umount", root.toString())).isTrue();
        }
    }

    @Test
    void aSmallRestIsNoRoomForWhatDidNotFit() throws Exception {
        // given
        FileStore store = FileStore.open(root);
        Files.write(root.resolve("other"), new byte[300_000]);

        // when, then
        store.checkWritable();
        assertThat(catchThrowableOfType(JobException.class, () -> store.checkRoom(TOO_MUCH, 1)))
                .isInstanceOfSatisfying(StoreFullException.class, full -> assertThat(full.bytes())
                        .isEqualTo(TOO_MUCH));
        store.checkRoom(150_000, 1);
        assertThat(uploadFailure(() -> store.checkRoom(150_000, 2))).contains("No space left");
    }

    @Test
    void theGateOpensOnceThereIsRoomForWhatDidNotFit() throws Exception {
        // given
        FileStore store = FileStore.open(root);
        Path other = Files.write(root.resolve("other"), new byte[300_000]);
        StoreCircuitBreaker gate = new StoreCircuitBreaker(1, Runnable::run);

        // when
        gate.suspect(
                "image",
                store,
                catchThrowableOfType(JobException.class, () -> store.write(KEY, new byte[400_000], "image/webp")));
        gate.probeAgain();

        // then
        assertThat(gate.closedBecause("image")).contains("No space left");

        // when
        Files.delete(other);
        gate.probeAgain();

        // then
        assertThat(gate.closedBecause("image")).isNull();
    }

    @Test
    void aSourceStoreWithoutRoomForUploadsDoesNotKeepItsJobsFromBeingRead() throws Exception {
        // given
        FileStore store = FileStore.open(root);
        StoreCircuitBreaker gate = new StoreCircuitBreaker(1, Runnable::run);

        // when
        gate.suspectIntake(
                "image",
                store,
                catchThrowableOfType(JobException.class, () -> store.write(KEY, new byte[TOO_MUCH], "image/jpeg")));

        // then
        assertThat(gate.closedBecause("image")).isNull();
        assertThat(gate.intakeClosedBecause("image")).contains("No space left");
    }

    private static String uploadFailure(ThrowingCallable call) {
        JobException failure = catchThrowableOfType(JobException.class, call);
        assertThat(failure).as("a failure").isNotNull();
        assertThat(failure.getCode()).isEqualTo(ErrorCode.STORAGE_UPLOAD_FAILED);
        return failure.getMessage();
    }

    private long temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(TemporaryFolder.NAME))) {
            return files.count();
        }
    }

    @Test
    void keepsTheOldObjectAndNoTemporaryFileWhenTheDiskIsFull() throws JobException, IOException {
        // given
        FileStore store = FileStore.open(root);
        store.write(KEY, new byte[1000], "image/webp");

        // when
        String message = uploadFailure(() -> store.write(KEY, new byte[TOO_MUCH], "image/webp"));

        // then
        assertThat(message).isEqualTo("the store cannot be written: No space left on device");
        assertThat(store.read(KEY, TOO_MUCH)).hasSize(1000);
        assertThat(temporaryFiles()).isZero();
    }

    @Test
    void saysThatTheDiskIsFullUntilThereIsRoomAgain() throws JobException, IOException {
        // given
        FileStore store = FileStore.open(root);
        store.write(KEY, new byte[490_000], "image/webp");

        // when, then
        assertThat(uploadFailure(store::checkWritable)).endsWith("No space left on device");
        assertThatCode(store::checkReadable).doesNotThrowAnyException();
        store.delete(KEY);
        assertThatCode(store::checkWritable).doesNotThrowAnyException();
        assertThat(temporaryFiles()).isZero();
    }

    @Test
    void readsButDoesNotWriteAReadOnlyFileSystem() throws Exception {
        // given
        FileStore.open(root).write(KEY, new byte[1000], "image/webp");
        assertThat(runs("mount", "-o", "remount,ro", root.toString())).isTrue();

        // when
        FileStore store = FileStore.open(root);

        // then
        assertThat(store.read(KEY, 1000)).hasSize(1000);
        assertThatCode(store::checkReadable).doesNotThrowAnyException();
        assertThat(uploadFailure(store::checkWritable)).endsWith("Read-only file system");
        assertThat(uploadFailure(() -> store.write(KEY, new byte[10], "image/webp")))
                .endsWith("Read-only file system");
        assertThat(uploadFailure(() -> store.delete(KEY))).endsWith("Read-only file system");
    }
}
