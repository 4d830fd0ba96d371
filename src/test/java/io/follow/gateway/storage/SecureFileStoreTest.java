package io.follow.gateway.storage;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.job.JobException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Folders held by their descriptors. */
@EnabledOnOs(OS.LINUX)
class SecureFileStoreTest extends FileStoreTest {

    @Override
    DirectoryOpener opener() {
        return path -> {
            Directory directory = Directory.open(path);
            assertThat(directory).isInstanceOf(PinnedDirectory.class);
            return directory;
        };
    }

    @Test
    void writesAndReadsNothingOutsideWhileAFolderIsSwappedForALink() throws Exception {
        // given a folder that somebody keeps swapping for a link to the outside
        Path outside = Files.createDirectories(place.resolve("outside"));
        Files.writeString(Files.createDirectories(outside.resolve("b")).resolve("secret"), "secret");
        Files.createDirectories(root.resolve("a"));
        Files.createSymbolicLink(root.resolve("link"), outside);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService attacker = Executors.newSingleThreadExecutor();
        Future<Integer> swaps = attacker.submit(() -> swapUntil(done));

        // when
        for (int i = 0; i < 2_000; i++) {
            try {
                put("a/b/new" + i % 7 + "/x", "x");
                assertThat(get("a/b/secret")).isNotEqualTo("secret");
            } catch (JobException refusedOrMissing) {
                assertThat(refusedOrMissing).hasMessageNotContaining(place.toString());
            }
        }
        done.set(true);
        attacker.shutdown();

        // then
        assertThat(swaps.get()).isPositive();
        assertThat(filesBelow(outside)).containsExactly("b/secret");
        assertThat(outside.resolve("b")).isDirectoryNotContaining(Files::isDirectory);
        assertThat(filesBelow(root.resolve(TemporaryFolder.NAME))).isEmpty();
    }

    private int swapUntil(AtomicBoolean done) {
        Path directory = root.resolve("a");
        Path link = root.resolve("link");
        int swaps = 0;
        for (int i = 0; !done.get(); i++) {
            Path aside = root.resolve("aside" + i);
            moved(directory, aside);
            // In the gap the store may have made a folder of its own: then the next round takes that one.
            if (moved(link, directory)) {
                swaps++;
                moved(directory, link);
            }
            moved(aside, directory);
        }
        return swaps;
    }

    private static boolean moved(Path from, Path to) {
        try {
            Files.move(from, to, ATOMIC_MOVE);
            return true;
        } catch (IOException storeWasFaster) {
            return false;
        }
    }
}
