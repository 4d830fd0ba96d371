package io.follow.gateway.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.storage.ImageStore;
import io.follow.gateway.storage.IncomingObject;
import io.follow.gateway.storage.StoredObject;
import io.follow.gateway.testing.S3Extension;
import io.follow.gateway.testing.S3Server;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** A bucket of a real S3 server as a store. */
@ExtendWith(S3Extension.class)
class S3StoreIT {

    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
    private static final String SHA256_OF_HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    private static final String MD5_OF_HELLO = "5d41402abc4b2a76b9719d911017c592";
    private static final StorageKey KEY = new StorageKey("images/1.webp");

    @TempDir
    private static Path folder;

    private static Path spool;
    private static S3Server server;
    private static Bucket bucket;
    private static S3Clients clients;
    private static S3Stores stores;

    private final ImageStore store = stores.open("//images/some/prefix");

    @BeforeAll
    static void start(S3Server shared) {
        server = shared.withBucket("images");
        bucket = Bucket.of(server, "images");
        clients = new S3Clients();
        spool = folder.resolve("spool");
        stores = new S3Stores(clients, settings(server.endpoint()), spool);
    }

    @AfterAll
    static void stop() {
        stores.close();
        clients.close();
        bucket.close();
    }

    @BeforeEach
    void clear() {
        bucket.clear();
    }

    private static S3Settings settings(String endpoint) {
        return new S3Settings(S3Settings.endpoint(endpoint), null, null, null, Duration.ofSeconds(30));
    }

    @Test
    void writesAnObjectBelowItsPrefixAsAnAttachmentOfItsType() throws JobException {
        // when
        StoredObject stored = store.write(KEY, HELLO, "image/webp");

        // then
        assertThat(bucket.bytes("some/prefix/images/1.webp")).isEqualTo(HELLO);
        HeadObjectResponse head = bucket.head("some/prefix/images/1.webp");
        assertThat(head.contentType()).isEqualTo("image/webp");
        assertThat(head.contentDisposition()).isEqualTo("attachment");
        assertThat(stored).isEqualTo(new StoredObject(MD5_OF_HELLO, SHA256_OF_HELLO, HELLO.length));
        assertThat(head.eTag()).isEqualTo("\"" + stored.etag() + "\"");
    }

    @Test
    void replacesAnObjectAsAWhole() throws JobException {
        // given
        bucket.put("some/prefix/" + KEY, "something that is longer than the new bytes");

        // when
        store.write(KEY, HELLO, "image/webp");

        // then
        assertThat(bucket.bytes("some/prefix/" + KEY)).isEqualTo(HELLO);
    }

    @Test
    void writesAnObjectThatComesInWithoutKnowingItsSize() throws JobException, IOException {
        // when
        StoredObject stored = receive(new ByteArrayInputStream(HELLO), 5);

        // then
        assertThat(bucket.bytes("some/prefix/" + KEY)).isEqualTo(HELLO);
        assertThat(bucket.head("some/prefix/" + KEY).contentType()).isEqualTo("image/jpeg");
        assertThat(bucket.head("some/prefix/" + KEY).contentDisposition()).isEqualTo("attachment");
        assertThat(stored).isEqualTo(new StoredObject(MD5_OF_HELLO, SHA256_OF_HELLO, HELLO.length));
    }

    @Test
    void storesNothingOfAnObjectThatIsTooLargeOrEmptyOrBreaksOff() {
        // given
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(HELLO), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the sender is gone");
            }
        });

        // when // then
        assertFails(() -> receive(new ByteArrayInputStream(HELLO), 4), ErrorCode.FILE_TOO_LARGE);
        assertFails(() -> receive(InputStream.nullInputStream(), 4), ErrorCode.FILE_TOO_SMALL);
        assertThatIOException().isThrownBy(() -> receive(broken, 100)).withMessage("the sender is gone");
        assertThat(bucket.objects()).isEmpty();
        assertThat(spool).isEmptyDirectory();
    }

    private StoredObject receive(InputStream content, long maxBytes) throws JobException, IOException {
        return store.write(KEY, new IncomingObject(content, OptionalLong.empty(), maxBytes, "image/jpeg"));
    }

    @Test
    void namesTheObjectsOfAFolderAndNoOthers() throws JobException {
        // given
        List.of("uploads/1", "uploads/a b/ü+.jpg", "uploads2/x", "upload")
                .forEach(name -> bucket.put("some/prefix/" + name, "x"));
        bucket.put("uploads/of-another-store", "x");
        Map<String, Instant> found = new TreeMap<>();

        // when
        store.list(new StorageKey("uploads"), (key, lastModified) -> found.put(key.value(), lastModified));

        // then
        assertThat(found).containsOnlyKeys("uploads/1", "uploads/a b/ü+.jpg");
        assertThat(found.values())
                .allSatisfy(time -> assertThat(time).isCloseTo(Instant.now(), within(1, ChronoUnit.HOURS)));
    }

    @Test
    void namesMoreObjectsThanOneAnswerHolds() throws JobException {
        // given
        IntStream.range(0, 1001).forEach(i -> bucket.put("some/prefix/many/" + i, "x"));
        List<StorageKey> found = new ArrayList<>();

        // when
        store.list(new StorageKey("many"), (key, lastModified) -> found.add(key));

        // then
        assertThat(found).doesNotHaveDuplicates().hasSize(1001);
    }

    @Test
    void readsAnObject() throws JobException {
        bucket.put("some/prefix/" + KEY, HELLO);
        assertThat(store.read(KEY, HELLO.length)).isEqualTo(HELLO);
    }

    @Test
    void readsABigObject() throws JobException {
        // given
        byte[] big = new byte[34_000_000];
        new Random(1).nextBytes(big);
        store.write(KEY, big, "image/webp");

        // when // then
        assertThat(store.read(KEY, big.length)).isEqualTo(big);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b.jpg",
                "a+b.jpg",
                "a%20b.jpg",
                "a%2Fb.jpg",
                "%2e%2e/x",
                "Größe/画像/é.jpg",
                "emoji-😀.png",
                "a&b=c?d#e.jpg",
                "!'()*~@$,;:[]{}|^`\"<>.jpg",
                "back\\slash",
                "...",
                "~",
                " leading and trailing ",
                "photo.jpg"
            })
    void takesKeysLiterally(String text) throws JobException {
        // given
        StorageKey key = new StorageKey(text);

        // when
        store.write(key, HELLO, "image/jpeg");

        // then
        assertThat(bucket.objects()).containsExactly("some/prefix/" + text);
        assertThat(store.read(key, 100)).isEqualTo(HELLO);
        store.delete(key);
        assertThat(bucket.objects()).isEmpty();
    }

    @Test
    void keepsTheBucketsRootForAStoreWithoutAPrefix() throws JobException {
        stores.open("//images").write(KEY, HELLO, "image/webp");
        assertThat(bucket.objects()).containsExactly(KEY.value());
    }

    @Test
    void takesAPrefixLiterally() throws JobException {
        stores.open("//images/a b/ü%20+").write(KEY, HELLO, "image/webp");
        assertThat(bucket.objects()).containsExactly("a b/ü%20+/" + KEY);
    }

    @Test
    void saysThatAnObjectIsMissing() {
        assertFails(() -> store.read(KEY, 100), ErrorCode.SOURCE_NOT_FOUND)
                .withMessage("no object at the source key images/1.webp");
    }

    @Test
    void doesNotTakeAPrefixForAnObject() {
        bucket.put("some/prefix/images/1.webp/below", "x");
        assertFails(() -> store.read(KEY, 100), ErrorCode.SOURCE_NOT_FOUND);
    }

    @Test
    void refusesAnObjectThatIsTooLargeOrEmpty() {
        bucket.put("some/prefix/" + KEY, HELLO);
        assertFails(() -> store.read(KEY, 4), ErrorCode.FILE_TOO_LARGE)
                .withMessage("the source has 5 bytes, expected at most 4");
        bucket.put("some/prefix/" + KEY, "");
        assertFails(() -> store.read(KEY, 4), ErrorCode.FILE_TOO_SMALL).withMessage("the source is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {".gateway-tmp", ".gateway-tmp/check", "a/.gateway-tmp/x"})
    void refusesKeysThatAreTheGatewaysOwn(String text) {
        StorageKey key = new StorageKey(text);
        assertFails(() -> store.read(key, 4), ErrorCode.INVALID_STORAGE_KEY);
        assertFails(() -> store.write(key, HELLO, "image/png"), ErrorCode.INVALID_STORAGE_KEY);
        assertFails(() -> store.delete(key), ErrorCode.INVALID_STORAGE_KEY);
    }

    @Test
    void refusesAKeyThatGrowsTooLongWithThePrefix() throws JobException {
        // given
        StorageKey longest = new StorageKey("x".repeat(StorageKey.MAX_BYTES));

        // when // then
        assertFails(() -> store.write(longest, HELLO, "image/png"), ErrorCode.INVALID_STORAGE_KEY)
                .withMessage("the key and the prefix of its store are longer than 1024 bytes together");
    }

    @Test
    void removesAnObjectThatIsThereOrNot() throws JobException {
        bucket.put("some/prefix/" + KEY, HELLO);
        store.delete(KEY);
        store.delete(KEY);
        assertThat(bucket.objects()).isEmpty();
    }

    @Test
    void findsItselfReadableAndWritableAndLeavesNothingBehind() throws JobException {
        store.checkReadable();
        store.checkWritable();
        assertThat(bucket.objects()).isEmpty();
    }

    @Test
    void tellsTheObjectsOfStoresApart() {
        // given
        ImageStore whole = stores.open("//images");
        ImageStore sameByOtherWords = stores.open("//images/some/prefix/?pathStyle=true");
        ImageStore elsewhere = stores.open("//images/some/prefix?endpoint=http://127.0.0.1:1");

        // when // then
        StorageKey full = new StorageKey("some/prefix/" + KEY);
        assertThat(store.isSameObject(KEY, store, KEY)).isTrue();
        assertThat(store.isSameObject(KEY, sameByOtherWords, KEY)).isTrue();
        assertThat(store.isSameObject(KEY, whole, full)).isTrue();
        assertThat(store.isSameObject(KEY, whole, KEY)).isFalse();
        assertThat(store.isSameObject(KEY, elsewhere, KEY)).isFalse();
        assertThat(store.isSameObject(KEY, stores.open("//others/some/prefix"), KEY))
                .isFalse();
    }

    @Test
    void saysThatABucketIsMissing() {
        ImageStore missing = stores.open("//missing");
        String why = "the bucket does not exist (404 NoSuchBucket)";
        assertFails(missing::checkReadable, ErrorCode.STORAGE_READ_FAILED)
                .withMessage("the store cannot be read: " + why);
        assertFails(missing::checkWritable, ErrorCode.STORAGE_UPLOAD_FAILED)
                .withMessage("the store cannot be written: " + why);
        assertFails(() -> missing.read(KEY, 9), ErrorCode.STORAGE_READ_FAILED);
        assertFails(() -> missing.write(KEY, HELLO, "image/png"), ErrorCode.STORAGE_UPLOAD_FAILED);
    }

    private static ThrowableAssertAlternative<JobException> assertFails(ThrowingCallable call, ErrorCode code) {
        return assertThatExceptionOfType(JobException.class)
                .isThrownBy(call)
                .satisfies(failure -> assertThat(failure.getCode()).isEqualTo(code));
    }
}
