package io.follow.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.follow.gateway.image.Box;
import io.follow.gateway.image.Colour;
import io.follow.gateway.image.Fit;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.OutputOptions;
import io.follow.gateway.image.PictureOptions;
import io.follow.gateway.image.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineOptionsTest {

    private static final String AVATARS =
            "maxWidth=512&width=256&height=256&fit=cover&position=north&format=png&quality=70&background=#102030";

    private static PictureOptions job(String... namesAndValues) throws JobException {
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return OptionParser.parse(fields, 512);
    }

    @Test
    void areReadFromPairs() {
        assertThat(PipelineOptions.parse(AVATARS).output(PictureOptions.NONE))
                .isEqualTo(new OutputOptions(
                        new Box(256, 256, Fit.COVER, Position.NORTH), ImageFormat.PNG, 70, new Colour(0x102030)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "maxWidth=&width=&height=&fit=&position=&format=&quality=&background=&renditions=",
                "maxWidth=1920",
                " format=webp&quality=85 "
            })
    void blankValuesLeaveTheDefaults(String text) {
        // when
        PipelineOptions pipeline = PipelineOptions.parse(text);

        // then
        assertThat(pipeline.maxWidth()).isEqualTo(1920);
        assertThat(pipeline.renditions()).isEmpty();
        assertThat(pipeline.output(PictureOptions.NONE))
                .isEqualTo(new OutputOptions(Box.ofWidth(1920), ImageFormat.WEBP, 85, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "JPEG", "jpeg"})
    void aFormatIsNamedAsInTheSettings(String format) {
        assertThat(PipelineOptions.parse("format=" + format)
                        .output(PictureOptions.NONE)
                        .format())
                .isEqualTo(ImageFormat.JPEG);
    }

    @Test
    void optionsOfTheJobCountBeforeThoseOfThePipeline() throws JobException {
        assertThat(PipelineOptions.parse(AVATARS).output(job("width", "100", "format", "jpeg", "position", "south")))
                .isEqualTo(new OutputOptions(
                        new Box(100, 256, Fit.COVER, Position.SOUTH), ImageFormat.JPEG, 70, new Colour(0x102030)));
    }

    @Test
    void withOneSideTheFitIsInsideAndTheLimitHoldsForTheOther() throws JobException {
        // given
        PipelineOptions pipeline = PipelineOptions.parse("maxWidth=512&fit=cover");

        // then
        assertThat(pipeline.output(job("height", "100")).box()).isEqualTo(Box.inside(512, 100));
        assertThat(pipeline.output(job("width", "100", "fit", "contain")).box()).isEqualTo(Box.ofWidth(100));
    }

    @Test
    void aRenditionHasABoxOfItsOwnAndTheRestOfItsJob() throws JobException {
        // given
        PipelineOptions pipeline = PipelineOptions.parse(AVATARS);
        PictureOptions own = new PictureOptions(40, null, null, null, null, 10, null);
        Rendition thumb = new Rendition("thumb", own, new StorageKey("a"));

        // then
        assertThat(pipeline.output(thumb, job("format", "jpeg", "width", "300")))
                .isEqualTo(new OutputOptions(Box.ofWidth(40), ImageFormat.JPEG, 10, new Colour(0x102030)));
    }

    @Test
    void renditionsOfThePipelineAreKeptUnderTheIdOfEachImage() throws JobException {
        // given
        PipelineOptions pipeline = PipelineOptions.parse(
                "width=9&renditions=[{\"name\":\"ab\",\"width\":9,\"storage_key\":\"t/{image_id}/a\"}]");

        // when
        List<Rendition> renditions = pipeline.renditionsOf(new ImageId("42"));

        // then
        assertThat(renditions)
                .containsExactly(new Rendition(
                        "ab", new PictureOptions(9, null, null, null, null, null, null), new StorageKey("t/42/a")));
    }

    @Test
    void whatFollowsRenditionsBelongsToThem() {
        assertThat(PipelineOptions.parse(
                                "renditions=[{\"name\":\"a\",\"width\":9,\"storage_key\":\"{image_id}/a&quality=3\"}]")
                        .renditions())
                .singleElement()
                .satisfies(rendition -> assertThat(rendition.storageKey()).hasToString("{image_id}/a&quality=3"));
    }

    @Test
    void aKeyThatBecomesTooLongIsNoKey() {
        // given
        PipelineOptions pipeline =
                PipelineOptions.parse("renditions=[{\"name\":\"a\",\"width\":9,\"storage_key\":\"{image_id}/%s\"}]"
                        .formatted("x".repeat(1000)));

        // then
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> pipeline.renditionsOf(new ImageId("i".repeat(100))))
                .extracting(JobException::getCode)
                .isEqualTo(ErrorCode.INVALID_STORAGE_KEY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    widht=5            | found "widht=5", expected name=value with one of maxWidth, width, height, fit, position, format, quality, background, renditions
                    width              | found "width", expected name=value with one of maxWidth, width, height, fit, position, format, quality, background, renditions
                    width=5&width=6    | found width twice, expected it once
                    width=2000         | width is not a number of pixels from 1 to 1920: "2000"
                    maxWidth=20000     | maxWidth is not a number of pixels from 1 to 16383: "20000"
                    maxWidth=9&height=10 | height is not a number of pixels from 1 to 9: "10"
                    quality=0          | quality is not a number from 1 to 100: "0"
                    fit=fill           | fit is not inside, cover or contain: "fill"
                    format=gif         | format is not webp, jpeg, png or avif: "gif"
                    background=white   | background is not a colour such as #ffffff: "white"
                    renditions=5       | renditions is not a list, expected one of objects with name, width or height, and storage_key
                    renditions=[{"name":"a","width":5,"storage_key":"a"}] | the storage_key of the rendition a has no {image_id}, expected one: each image would replace the one before
                    """)
    void whatIsNotUnderstoodIsRefusedInOneLine(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PipelineOptions.parse(text))
                .withMessage(message);
    }
}
