package io.follow.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoresTest {

    @TempDir
    Path place;

    private final Toys toys = new Toys();
    private final Stores stores = new Stores(List.of(toys), true);

    /** Stores of another kind; opens folders and remembers what it was asked for. */
    private static final class Toys implements StoreScheme {

        private final List<String> opened = new ArrayList<>();
        private boolean swept;
        private boolean closed;

        @Override
        public String name() {
            return "toy";
        }

        @Override
        public String form() {
            return "toy:word";
        }

        @Override
        public ImageStore open(String place) {
            opened.add(place);
            return new FileStore(Path.of("toys"), Directory::open);
        }

        @Override
        public void sweep() {
            swept = true;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void leavesPlacesOfOtherSchemesToThem() {
        // when
        stores.open("toy:some//word");
        stores.open("TOY:other");
        stores.sweep();
        stores.close();

        // then
        assertThat(toys.opened).containsExactly("some//word", "other");
        assertThat(toys.swept).isTrue();
        assertThat(toys.closed).isTrue();
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void opensTheSameStoreForEveryWayToNameItsPlace() {
        // given
        ImageStore store = stores.open(place + "/images");

        // when, then
        assertThat(stores.open("file:" + place + "/images")).isSameAs(store);
        assertThat(stores.open("FILE:" + place + "/images")).isSameAs(store);
        assertThat(stores.open("file://" + place + "/images")).isSameAs(store);
        assertThat(stores.open("file:" + place + "/x/../images/")).isSameAs(store);
        assertThat(stores.open(relative(place) + "/images")).isSameAs(store);
        assertThat(stores.open("file:" + relative(place) + "/images")).isSameAs(store);
        assertThat(stores.open(place + "/others")).isNotSameAs(store);
    }

    private static Path relative(Path path) {
        return Path.of("").toAbsolutePath().relativize(path);
    }

    @Test
    void takesPathsLiterally() throws JobException {
        // given
        ImageStore store = stores.open("file:" + place + "/a%20b");

        // when
        store.write(new StorageKey("x"), "x".getBytes(StandardCharsets.UTF_8), "image/png");

        // then
        assertThat(place.resolve("a%20b/x")).hasContent("x");
    }

    @Test
    void opensOneStoreForManyThreads() throws Exception {
        // given
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<ImageStore>> opened = new ArrayList<>();

        // when
        for (int i = 0; i < 64; i++) {
            opened.add(threads.submit(() -> stores.open("file:" + place + "/images")));
        }
        threads.shutdown();

        // then
        ImageStore first = opened.get(0).get();
        for (Future<ImageStore> store : opened) {
            assertThat(store.get()).isSameAs(first);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gs://secret/prefix | a store of the scheme gs is not known, allowed: file:path or a plain path, toy:word",
                "http:x | a store of the scheme http is not known, allowed: file:path or a plain path, toy:word",
                "file: | the path of a store is empty, expected file:path or a plain path",
                "'' | the path of a store is empty, expected file:path or a plain path",
                "file://host/x | a file: store has no host, expected file:/path or file:path"
            })
    void saysWhatIsAllowed(String location, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stores.open(location))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "file:a\u0000b"})
    void refusesAPathThatIsNone(String location) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stores.open(location))
                .withMessage("the path of a store is not one this platform knows");
    }
}
