package io.follow.gateway.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

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

    @Test
    void readsWhatIsSentAlongWithEachObject() {
        assertThat(S3Location.parse(
                                "//photos?cacheControl=public, max-age=31536000&sse=aws:kms&kmsKeyId=arn:aws:kms:k/1"
                                        + "&metadata.owner=web team&metadata.stage=a=b",
                                DEFAULTS)
                        .objects())
                .isEqualTo(new ObjectOptions(
                        "public, max-age=31536000",
                        ServerSideEncryption.AWS_KMS,
                        "arn:aws:kms:k/1",
                        Map.of("owner", "web team", "stage", "a=b")));
        assertThat(S3Location.parse("//photos?sse=AES256", DEFAULTS).objects().encryption())
                .isEqualTo(ServerSideEncryption.AES256);
        assertThat(S3Location.parse("//photos?kmsKeyId=1", DEFAULTS).objects().encryption())
                .isEqualTo(ServerSideEncryption.AWS_KMS);
    }

    @Test
    void refusesMoreMetadataThanS3Stores() {
        String long1000 = "x".repeat(1000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Location.parse(
                        "//photos?metadata.a=" + long1000 + "&metadata.b=" + long1000 + "&metadata.c=" + long1000,
                        DEFAULTS))
                .withMessage("the metadata of an s3 store have 3003 characters, allowed are 2048, names included");
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
                "//photos/raw?endpoint=http://host/secret",
                "//photos/raw?cacheControl=",
                "//photos/raw?cacheControl=secret\r\nX-Amz-Acl: public-read",
                "//photos/raw?sse=secret",
                "//photos/raw?sse=AES256&kmsKeyId=secret",
                "//photos/raw?kmsKeyId=secret ",
                "//photos/raw?metadata.=secret",
                "//photos/raw?metadata.Owner=secret",
                "//photos/raw?metadata.owner=s\u00e9cret"
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
