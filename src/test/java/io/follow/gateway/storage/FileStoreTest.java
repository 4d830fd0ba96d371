package io.follow.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.FailureCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What both kinds of folders have to do; the subclasses name the kind. */
abstract class FileStoreTest {

    static final String SHA256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path place;

    Path root;
    FileStore store;

    abstract DirectoryOpener opener();

    @BeforeEach
    void openStore() {
        root = place.resolve("store");
        store = new FileStore(root, opener());
        store.prepare();
    }

    static StorageKey key(String value) {
        return new StorageKey(value);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    void put(String key, String text) throws JobException {
        store.write(key(key), bytes(text), "image/jpeg");
    }

    String get(String key) throws JobException {
        return new String(store.read(key(key), 1_000_000), StandardCharsets.UTF_8);
    }

    FailureCode failure(ThrowingCallable call) {
        JobException failure = catchThrowableOfType(JobException.class, call);
        assertThat(failure).as("a failure").isNotNull();
        assertThat(failure.getMessage()).doesNotContain(place.toString()).doesNotContain("\n");
        return failure.getCode();
    }

    List<String> filesBelow(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> !Files.isDirectory(path))
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void readsWhatWasWritten() throws JobException, IOException {
        // when
        StoredObject stored = store.write(key("a/b/c.webp"), bytes("abc"), "image/webp");

        // then
        assertThat(stored).isEqualTo(new StoredObject(SHA256_OF_ABC, SHA256_OF_ABC, 3));
        assertThat(get("a/b/c.webp")).isEqualTo("abc");
        assertThat(filesBelow(root)).containsExactly("a/b/c.webp");
    }

    @Test
    void keepsLargeObjectsWhole() throws JobException {
        // given
        byte[] large = new byte[1_000_003];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31 >> 3);
        }

        // when
        store.write(key("large"), large, "image/jpeg");

        // then
        assertThat(store.read(key("large"), large.length)).isEqualTo(large);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%2e%2e/x", "..a/b..", ".hidden/.x", "a\\b", "a b/ c", "-rf", "~"})
    void takesKeysLiterally(String value) throws JobException {
        put(value, "x");

        assertThat(get(value)).isEqualTo("x");
        assertThat(root.resolve(value)).hasContent("x");
    }

    @Test
    void takesKeysOfEveryLanguage() throws JobException, IOException {
        assumeTrue(KeyPath.takesEveryCharacter(), "the tests run without a UTF-8 locale");

        put("grüße/画像/😀.png", "x");

        assertThat(get("grüße/画像/😀.png")).isEqualTo("x");
        assertThat(filesBelow(root)).containsExactly("grüße/画像/😀.png");
    }

    @Test
    void replacesAnObject() throws JobException, IOException {
        put("a", "a long first text");
        put("a", "second");

        assertThat(get("a")).isEqualTo("second");
        assertThat(filesBelow(root)).containsExactly("a");
    }

    @Test
    void givesObjectsTheUsualPermissions() throws JobException, IOException {
        // given
        Path usual = Files.write(place.resolve("usual"), bytes("x"));

        // when
        put("a/b", "x");

        // then
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("a/b"))))
                .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(usual)));
    }

    @Test
    void saysThatAnObjectIsMissing() throws JobException, IOException {
        put("file", "x");
        Files.createDirectories(root.resolve("folder"));

        for (String missing : List.of("none", "no/such/folder", "file/below", "folder")) {
            assertThat(failure(() -> store.read(key(missing), 10))).isEqualTo(ErrorCode.SOURCE_NOT_FOUND);
        }
    }

    @Test
    void readsUpToTheLimitAndNotPastIt() throws JobException {
        put("ten", "0123456789");

        assertThat(store.read(key("ten"), 10)).hasSize(10);
        assertThat(failure(() -> store.read(key("ten"), 9))).isEqualTo(ErrorCode.FILE_TOO_LARGE);
    }

    @Test
    void findsAHugeObjectWithoutReadingIt() throws IOException {
        // given
        Files.createDirectories(root);
        try (RandomAccessFile sparse = new RandomAccessFile(root.resolve("huge").toFile(), "rw")) {
            sparse.setLength(1L << 42);
        }

        // when, then
        assertThat(failure(() -> store.read(key("huge"), 10_485_760))).isEqualTo(ErrorCode.FILE_TOO_LARGE);
        assertThat(failure(() -> store.read(key("huge"), Long.MAX_VALUE))).isEqualTo(ErrorCode.FILE_TOO_LARGE);
    }

    @Test
    void refusesAnEmptyObject() throws JobException {
        put("empty", "");

        assertThat(failure(() -> store.read(key("empty"), 10))).isEqualTo(ErrorCode.FILE_TOO_SMALL);
    }

    @Test
    void followsNoLinkOutOfTheStore() throws IOException {
        // given
        Path outside = Files.createDirectories(place.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        Files.createDirectories(root.resolve("deep"));
        Files.createSymbolicLink(root.resolve("folder"), outside);
        Files.createSymbolicLink(root.resolve("deep/up"), Path.of("../../outside"));
        Files.createSymbolicLink(root.resolve("file"), outside.resolve("secret"));
        Files.createSymbolicLink(root.resolve("dangling"), outside.resolve("none"));

        for (String link :
                List.of("folder/secret", "folder/new/x", "deep/up/secret", "file", "dangling", "dangling/x")) {
            // when, then
            assertThat(failure(() -> store.read(key(link), 10))).isEqualTo(ErrorCode.INVALID_STORAGE_KEY);
            assertThat(failure(() -> put(link, "x"))).isEqualTo(ErrorCode.INVALID_STORAGE_KEY);
            assertThat(failure(() -> store.delete(key(link)))).isEqualTo(ErrorCode.INVALID_STORAGE_KEY);
        }
        assertThat(filesBelow(outside)).containsExactly("secret");
        assertThat(outside.resolve("secret")).hasContent("secret");
        assertThat(root.resolve("file")).isSymbolicLink();
    }

    @Test
    void followsNoLinkThatStaysInTheStoreEither() throws JobException, IOException {
        put("real/a", "x");
        Files.createSymbolicLink(root.resolve("link"), Path.of("real"));

        assertThat(failure(() -> store.read(key("link/a"), 10))).isEqualTo(ErrorCode.INVALID_STORAGE_KEY);
    }

    @Test
    void mayItselfBeBehindALink() throws JobException, IOException {
        // given
        Path real = Files.createDirectories(place.resolve("real"));
        Path link = Files.createSymbolicLink(place.resolve("link"), real);
        FileStore linked = new FileStore(link, opener());

        // when
        linked.write(key("a/b"), bytes("x"), "image/jpeg");

        // then
        assertThat(real.resolve("a/b")).hasContent("x");
        assertThat(linked.isSameObject(key("a"), new FileStore(real, opener()), key("a")))
                .isTrue();
    }

    @Test
    void neverOpensAPipe() throws IOException, InterruptedException {
        // given a pipe, of which an opening for reading would block
        Files.createDirectories(root);
        Path pipe = root.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        // when, then
        assertThat(failure(() -> store.read(key("pipe"), 10))).isEqualTo(ErrorCode.SOURCE_NOT_FOUND);
        assertThat(failure(() -> store.read(key("pipe/x"), 10))).isEqualTo(ErrorCode.SOURCE_NOT_FOUND);
        assertThat(failure(() -> put("pipe", "x"))).isEqualTo(ErrorCode.STORAGE_UPLOAD_FAILED);
        assertThat(failure(() -> put("pipe/x", "x"))).isEqualTo(ErrorCode.STORAGE_UPLOAD_FAILED);
        assertThat(pipe).exists().satisfies(path -> assertThat(Files.isRegularFile(path))
                .isFalse());
    }

    @Test
    void failsToWriteWhereSomethingElseIs() throws JobException, IOException {
        put("file", "x");
        put("folder/a", "x");

        assertThat(failure(() -> put("file/below", "y"))).isEqualTo(ErrorCode.STORAGE_UPLOAD_FAILED);
        assertThat(failure(() -> put("folder", "y"))).isEqualTo(ErrorCode.STORAGE_UPLOAD_FAILED);
        assertThat(filesBelow(root)).containsExactly("file", "folder/a");
    }

    @Test
    void refusesNamesThatNoFileSystemTakes() throws JobException {
        put("x".repeat(255), "x");

        for (String name : List.of("x".repeat(256), "é".repeat(128), "a/" + "x".repeat(256) + "/b")) {
            assertThat(failure(() -> store.read(key(name), 10))).isEqualTo(ErrorCode.INVALID_STORAGE_KEY);
            assertThat(failure(() -> put(name, "x"))).isEqualTo(ErrorCode.INVALID_STORAGE_KEY);
        }
    }

    @Test
    void takesTheLongestKey() throws JobException {
        String longest = "x/".repeat(511) + "yz";
        put(longest, "x");

        assertThat(get(longest)).isEqualTo("x");
    }

    @Test
    void keepsItsOwnFolderToItself() throws JobException {
        put("a", "x");

        for (String name : List.of(".gateway-tmp", ".gateway-tmp/x", "a/.gateway-tmp/x")) {
            assertThat(failure(() -> store.read(key(name), 10))).isEqualTo(ErrorCode.INVALID_STORAGE_KEY);
            assertThat(failure(() -> put(name, "x"))).isEqualTo(ErrorCode.INVALID_STORAGE_KEY);
        }
    }

    @Test
    void deletesAnObjectAndNothingElse() throws JobException, IOException {
        // given
        put("a/b", "x");
        put("a/c", "y");

        // when
        store.delete(key("a/b"));

        // then
        assertThatCode(() -> store.delete(key("a/b"))).doesNotThrowAnyException();
        assertThatCode(() -> store.delete(key("a"))).doesNotThrowAnyException();
        assertThatCode(() -> store.delete(key("no/such"))).doesNotThrowAnyException();
        assertThat(filesBelow(root)).containsExactly("a/c");
    }

    @Test
    void makesItsRootAndMakesItAgain() throws JobException, IOException {
        assertThat(root).isDirectory();
        put("a", "x");
        Files.delete(root.resolve("a"));
        Files.delete(root.resolve(TemporaryFolder.NAME));
        Files.delete(root);

        assertThat(failure(() -> store.read(key("a"), 10))).isEqualTo(ErrorCode.STORAGE_READ_FAILED);
        assertThat(failure(() -> store.checkReadable())).isEqualTo(ErrorCode.STORAGE_READ_FAILED);
        put("a", "y");
        assertThat(get("a")).isEqualTo("y");
    }

    @Test
    void saysThatItWorks() throws IOException {
        assertThatCode(() -> store.checkReadable()).doesNotThrowAnyException();
        assertThatCode(() -> store.checkWritable()).doesNotThrowAnyException();
        assertThat(filesBelow(root)).isEmpty();
    }

    @Test
    void saysThatAFileIsInPlaceOfItsRoot() throws IOException {
        // given
        Path file = Files.writeString(place.resolve("file"), "x");
        FileStore broken = new FileStore(file, opener());

        // when
        broken.prepare();

        // then
        assertThat(failure(broken::checkReadable)).isEqualTo(ErrorCode.STORAGE_READ_FAILED);
        assertThat(failure(broken::checkWritable)).isEqualTo(ErrorCode.STORAGE_UPLOAD_FAILED);
        assertThat(failure(() -> broken.read(key("a"), 10))).isEqualTo(ErrorCode.STORAGE_READ_FAILED);
        assertThat(failure(() -> broken.write(key("a"), bytes("x"), "image/png")))
                .isEqualTo(ErrorCode.STORAGE_UPLOAD_FAILED);
        assertThat(failure(() -> broken.delete(key("a")))).isEqualTo(ErrorCode.STORAGE_UPLOAD_FAILED);
    }

    @Test
    void doesNotWriteThroughALinkInPlaceOfItsOwnFolder() throws IOException {
        // given
        Path outside = Files.createDirectories(place.resolve("outside"));
        Files.createSymbolicLink(root.resolve(TemporaryFolder.NAME), outside);

        // when, then
        assertThat(failure(() -> put("a/b", "x"))).isEqualTo(ErrorCode.STORAGE_UPLOAD_FAILED);
        assertThat(failure(() -> store.checkWritable())).isEqualTo(ErrorCode.STORAGE_UPLOAD_FAILED);
        assertThat(filesBelow(outside)).isEmpty();
    }

    @Test
    void knowsWhichKeysAreOneObject() {
        // given
        FileStore same = new FileStore(place.resolve("x/../store"), opener());
        FileStore inside = new FileStore(root.resolve("in/side"), opener());
        FileStore beside = new FileStore(place.resolve("store2"), opener());

        // when, then
        assertThat(store.isSameObject(key("a/b"), store, key("a/b"))).isTrue();
        assertThat(store.isSameObject(key("a/b"), same, key("a/b"))).isTrue();
        assertThat(store.isSameObject(key("a/b"), store, key("a/c"))).isFalse();
        assertThat(store.isSameObject(key("in/side/a"), inside, key("a"))).isTrue();
        assertThat(inside.isSameObject(key("a"), store, key("in/side/a"))).isTrue();
        assertThat(store.isSameObject(key("a"), inside, key("a"))).isFalse();
        assertThat(store.isSameObject(key("a"), beside, key("a"))).isFalse();
    }

    private StoredObject stream(String key, InputStream content, long maxBytes) throws JobException, IOException {
        return store.write(key(key), new IncomingObject(content, OptionalLong.empty(), maxBytes, "image/jpeg"));
    }

    @Test
    void storesBytesWhileTheyComeIn() throws JobException, IOException {
        // given
        InputStream content = new ByteArrayInputStream(bytes("abc"));

        // when
        StoredObject stored = stream("a/b/c", content, 3);

        // then
        assertThat(stored).isEqualTo(new StoredObject(SHA256_OF_ABC, SHA256_OF_ABC, 3));
        assertThat(get("a/b/c")).isEqualTo("abc");
        assertThat(filesBelow(root)).containsExactly("a/b/c");
    }

    @Test
    void readsNoFurtherThanTheLimitOfWhatComesIn() throws JobException, IOException {
        // given
        put("a", "old");
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 1;
            }
        };

        // when
        FailureCode code = failure(() -> stream("a", endless, 100_000));

        // then
        assertThat(code).isEqualTo(ErrorCode.FILE_TOO_LARGE);
        assertThat(get("a")).isEqualTo("old");
        assertThat(filesBelow(root)).containsExactly("a");
    }

    @Test
    void refusesNothing() throws IOException {
        assertThat(failure(() -> stream("a", InputStream.nullInputStream(), 10)))
                .isEqualTo(ErrorCode.FILE_TOO_SMALL);
        assertThat(filesBelow(root)).isEmpty();
    }

    @Test
    void leavesNothingOfWhatBrokeOffOnItsWay() throws IOException {
        // given
        IOException reset = new IOException("connection reset");
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(bytes("abc")), new InputStream() {
            @Override
            public int read() throws IOException {
                throw reset;
            }
        });

        // when
        IOException failure = catchThrowableOfType(IOException.class, () -> stream("a", broken, 10));

        // then
        assertThat(failure).isSameAs(reset);
        assertThat(filesBelow(root)).isEmpty();
    }

    @Test
    void namesTheObjectsBelowAFolder() throws JobException {
        // given
        Instant before = Instant.now().minusSeconds(10);
        put("in/a", "x");
        put("in/deep/er/b", "x");
        put("inner", "x");
        put("other/c", "x");
        List<String> found = new ArrayList<>();

        // when
        store.list(key("in"), (key, lastModified) -> {
            assertThat(lastModified).isAfter(before);
            found.add(key.value());
        });

        // then
        assertThat(found).containsExactlyInAnyOrder("in/a", "in/deep/er/b");
    }

    @Test
    void namesNothingBelowAFolderThatIsNotThere() throws JobException {
        put("file", "x");
        List<StorageKey> found = new ArrayList<>();

        store.list(key("none"), (key, lastModified) -> found.add(key));
        store.list(key("file"), (key, lastModified) -> found.add(key));

        assertThat(found).isEmpty();
    }
}
