package io.follow.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.testing.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {

    @TempDir
    Path root;

    private Path temporary() throws IOException {
        return Files.createDirectories(root.resolve(TemporaryFolder.NAME));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(temporary())) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    private Process neighbour() throws IOException {
        return new ProcessBuilder(ChildJvm.command(LiveNeighbour.class, root.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    @Test
    void sweepsLeftoversOfCrashedProcessesAtTheStart() throws IOException {
        // given
        Files.writeString(temporary().resolve("7-1771927200000-x"), "half an image");
        Files.createDirectory(temporary().resolve("7-1771927200000-y"));

        // when
        FileStore.open(root);

        // then
        assertThat(names()).isEmpty();
    }

    @Test
    void leavesWhatThisProcessIsWriting() throws IOException {
        // given
        TemporaryFolder temporaryFolder = new TemporaryFolder(root, Directory::open);
        try (Directory directory = temporaryFolder.open();
                TemporaryFile file = temporaryFolder.createFile(directory)) {
            file.write(new byte[10]);
            List<String> written = names();

            // when
            FileStore.open(root);
            temporaryFolder.sweep();

            // then
            assertThat(written).hasSize(1);
            assertThat(names()).isEqualTo(written);
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void leavesWhatALiveNeighbourIsWriting() throws Exception {
        // given
        Process neighbour = neighbour();
        try (BufferedReader output = output(neighbour)) {
            String name = output.readLine();

            // when
            FileStore.open(root);

            // then
            assertThat(names()).containsExactly(name);
        } finally {
            neighbour.getOutputStream().close();
        }
        assertThat(neighbour.waitFor()).isZero();
        assertThat(names()).isEmpty();
    }

    @Test
    void sweepsWhatAKilledNeighbourWasWriting() throws Exception {
        // given
        Process neighbour = neighbour();
        try (BufferedReader output = output(neighbour)) {
            assertThat(output.readLine()).isNotNull();
        } finally {
            neighbour.destroyForcibly().waitFor();
        }
        assertThat(names()).hasSize(1);

        // when
        FileStore.open(root);

        // then
        assertThat(names()).isEmpty();
    }

    @Test
    void sweepsForAWorkerThatNeverStartsAgain() throws Exception {
        // given a neighbour that is writing
        Process neighbour = neighbour();
        try (BufferedReader output = output(neighbour)) {
            assertThat(output.readLine()).isNotNull();
        }
        try (Stores stores = new Stores()) {
            stores.open(root.toString());

            // when
            stores.sweep();

            // then
            assertThat(names()).hasSize(1);

            // when
            neighbour.destroyForcibly().waitFor();
            stores.sweep();

            // then
            assertThat(names()).isEmpty();
        }
    }

    @Test
    void sweepsItsOwnFileThatCouldNotBeRemovedWhenTheWriteFailed() throws Exception {
        // given
        AtomicBoolean broken = new AtomicBoolean(true);
        FileStore store = new FileStore(root, path -> new BrokenFolder(Directory.open(path), broken));
        StorageKey key = new StorageKey("a");
        assertThatThrownBy(() -> store.write(key, new byte[10], "image/webp")).isInstanceOf(JobException.class);
        assertThat(names()).hasSize(1);

        // when
        broken.set(false);
        store.sweep();

        // then
        assertThat(names()).isEmpty();
    }

    @Test
    void sweepsTheRestWhenOneLeftoverCannotBeRemoved() throws Exception {
        // given
        Files.createDirectories(temporary().resolve("1-1-full/of/something"));
        Files.writeString(temporary().resolve("7-1771927200000-x"), "half an image");

        // when
        FileStore.open(root).sweep();

        // then
        assertThat(names()).containsExactly("1-1-full");
    }

    @Test
    void leavesALinkAloneAndFollowsNone() throws IOException {
        // given
        Path outside = Files.createDirectories(root.resolve("outside"));
        Files.writeString(outside.resolve("x"), "x");
        Files.createSymbolicLink(temporary().resolve("7-1-link"), outside.resolve("x"));

        // when
        FileStore.open(root);

        // then
        assertThat(names()).containsExactly("7-1-link");
        assertThat(outside.resolve("x")).exists();
    }

    @Test
    void writesAgainWhenASweepTookTheFile() throws Exception {
        // given a neighbour that sweeps everything it sees
        Set<EntryKind> swept = EnumSet.noneOf(EntryKind.class);
        FileStore store = new FileStore(root, path -> new SweepingFolder(Directory.open(path), swept));

        // when
        store.write(new StorageKey("a/b/c"), new byte[10], "image/webp");

        // then
        assertThat(swept).containsExactlyInAnyOrder(EntryKind.FILE, EntryKind.FOLDER);
        assertThat(root.resolve("a/b/c")).hasSize(10);
        assertThat(names()).isEmpty();
    }

    @Test
    void letsManyWritersMakeTheSameFoldersAtOnce() throws Exception {
        // given two stores, as two processes would have
        List<FileStore> stores = List.of(FileStore.open(root), FileStore.open(root));
        ExecutorService writers = Executors.newFixedThreadPool(8);
        List<Future<StoredObject>> writes = new ArrayList<>();

        // when
        for (int i = 0; i < 800; i++) {
            StorageKey key = new StorageKey("batch" + i / 8 + "/sub/folder/" + i);
            FileStore store = stores.get(i % 2);
            writes.add(writers.submit(() -> store.write(key, new byte[] {1}, "image/webp")));
        }
        writers.shutdown();

        // then
        for (Future<StoredObject> write : writes) {
            assertThat(write.get().size()).isEqualTo(1);
        }
        for (int i = 0; i < 800; i++) {
            assertThat(root.resolve("batch" + i / 8 + "/sub/folder/" + i)).hasSize(1);
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void showsReadersTheOldOrTheNewObjectAndNothingBetween() throws Exception {
        // given
        FileStore store = FileStore.open(root);
        StorageKey key = new StorageKey("a");
        byte[][] versions = {filled(1, 300_000), filled(2, 200_001)};
        store.write(key, versions[0], "image/webp");
        ExecutorService writer = Executors.newSingleThreadExecutor();
        Future<?> writing = writer.submit(() -> {
            for (int i = 1; i <= 200; i++) {
                store.write(key, versions[i % 2], "image/webp");
            }
            return null;
        });
        writer.shutdown();

        // when, then
        do {
            assertThat(store.read(key, 1_000_000)).isIn((Object) versions[0], versions[1]);
        } while (!writing.isDone());
        writing.get();
    }

    private static byte[] filled(int value, int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
