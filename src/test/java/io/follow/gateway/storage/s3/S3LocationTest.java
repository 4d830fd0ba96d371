package io.follow.gateway.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3LocationTest {

    private static final Duration LIMIT = Duration.ofSeconds(7);
    private static final S3Settings DEFAULTS =
            new S3Settings(URI.create("http://minio:9000"), "eu-central-1", false, "images", LIMIT);

    @ParameterizedTest
    @CsvSource({
        "//photos, photos, ''",
        "//photos/, photos, ''",
        "//photos/raw, photos, raw",
        "//photos/raw/, photos, raw",
        "//photos/a/b c/ü%20+, photos, a/b c/ü%20+",
        "//my.old_Bucket-1/x, my.old_Bucket-1, x"
    })
    void readsBucketAndPrefix(String place, String bucket, String prefix) {
        assertThat(S3Location.parse(place, DEFAULTS)).isEqualTo(new S3Location(bucket, prefix, DEFAULTS));
    }

    @Test
    void readsOptionsForAServerOfItsOwn() {
        assertThat(S3Location.parse(
                                "//photos/raw?endpoint=https://r2.example:8443&region=auto&pathStyle=true&profile=r2",
                                DEFAULTS)
                        .settings())
                .isEqualTo(new S3Settings(URI.create("https://r2.example:8443"), "auto", true, "r2", LIMIT));
    }

    @Test
    void takesRegionAndStyleOfTheUsualServerForNoOther() {
        assertThat(S3Location.parse("//photos?endpoint=https://r2.example", DEFAULTS)
                        .settings())
                .isEqualTo(new S3Settings(URI.create("https://r2.example"), null, null, "images", LIMIT));
        assertThat(S3Location.parse("//photos?region=auto", DEFAULTS).settings())
                .isEqualTo(new S3Settings(DEFAULTS.endpoint(), "auto", false, "images", LIMIT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "photos/raw",
                "/photos",
                "//",
                "///raw",
                "//x/raw",
                "//key:secret@photos/raw",
                "//photos//raw",
                "//photos/raw//",
                "//photos/../secret",
                "//photos/./secret",
                "//photos/.gateway-tmp/secret",
                "//photos/secret\u0000",
                "//photos/raw#secret",
                "//photos/raw?",
                "//photos/raw?secret",
                "//photos/raw?secret=1",
                "//photos/raw?region=a&region=secret",
                "//photos/raw?pathStyle=secret",
                "//photos/raw?endpoint=secret",
                "//photos/raw?endpoint=ftp://secret",
                "//photos/raw?endpoint=http://user:secret@host",
                "//photos/raw?endpoint=http://host/secret"
            })
    void refusesWhatItIsNotWithoutRepeatingIt(String place) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Location.parse(place, DEFAULTS))
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("secret", "\n"));
    }

    @Test
    void takesAnEndpointWithAndWithoutASlashForTheSame() {
        assertThat(S3Settings.endpoint("http://minio:9000/")).isEqualTo(S3Settings.endpoint("http://minio:9000"));
    }
}
