package io.follow.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.follow.gateway.image.Colour;
import io.follow.gateway.image.Fit;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.PictureOptions;
import io.follow.gateway.image.Position;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenditionParserTest {

    @Test
    void readsTheListInItsOrderAndPassesOverWhatItDoesNotKnow() throws JobException {
        // given
        String text =
                """
                [{"name":"thumb","width":320,"format":"webp","storage_key":"images/1/thumb.webp","crop":true},
                 {"name":"card","width":800,"storage_key":"images/1/card"}]
                """;

        // when
        List<Rendition> renditions = RenditionParser.parse(text, 16_383);

        // then
        assertThat(renditions)
                .containsExactly(
                        new Rendition(
                                "thumb",
                                new PictureOptions(320, null, null, null, ImageFormat.WEBP, null, null),
                                new StorageKey("images/1/thumb.webp")),
                        new Rendition(
                                "card",
                                new PictureOptions(800, null, null, null, null, null, null),
                                new StorageKey("images/1/card")));
    }

    @Test
    void hasNoneWhereTheJobHasNoSuchField() throws JobException {
        assertThat(RenditionParser.parse(null, 16_383)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ``                                                      | not a list
                    {}                                                      | not a list
                    [                                                       | not JSON
                    [] []                                                   | not JSON
                    [1]                                                     | renditions[0] is not an object
                    [{"width":1,"storage_key":"a"}]                         | name is missing
                    [{"name":1,"width":1,"storage_key":"a"}]                | name is not a string
                    [{"name":"a b","width":1,"storage_key":"a"}]            | name is not 1 to 64
                    [{"name":"a","storage_key":"a"}]                        | width is not a number
                    [{"name":"a","width":0,"storage_key":"a"}]              | width is not a number
                    [{"name":"a","width":1.5,"storage_key":"a"}]            | width is not a number
                    [{"name":"a","width":"9","storage_key":"a"}]            | width is not a number
                    [{"name":"a","width":16384,"storage_key":"a"}]          | width is not a number
                    [{"name":"a","width":1,"format":"gif","storage_key":"a"}] | renditions[0].format is not webp, jpeg, png or avif: "gif"
                    [{"name":"a","width":1,"format":1,"storage_key":"a"}]   | format is not webp, jpeg, png or avif: "1"
                    [{"name":"a","height":0,"storage_key":"a"}]             | height is not a number
                    [{"name":"a","width":1,"fit":"fill","storage_key":"a"}] | fit is not inside, cover or contain: "fill"
                    [{"name":"a","width":1,"quality":101,"storage_key":"a"}] | quality is not a number from 1 to 100
                    [{"name":"a","width":1,"quality":"9","storage_key":"a"}] | quality is not a number from 1 to 100
                    [{"name":"a","width":1,"position":{},"storage_key":"a"}] | position is not
                    [{"name":"a","width":1,"background":"red","storage_key":"a"}] | background is not a colour
                    [{"name":"a","width":1}]                                | storage_key is missing
                    [{"name":"a","name":"b","width":1,"storage_key":"a"}]   | not JSON
                    [{"name":"a","width":1,"storage_key":"a"},{"name":"a","width":2,"storage_key":"b"}] | twice
                    """)
    void refusesAMalformedList(String text, String reason) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> RenditionParser.parse(text, 16_383))
                .withMessageContaining(reason)
                .extracting(JobException::getCode)
                .isEqualTo(ErrorCode.INVALID_JOB);
    }

    @Test
    void readsEveryOption() throws JobException {
        // given
        String text =
                """
                [{"name":"a","width":320,"height":200,"fit":"cover","position":"northwest","format":"jpeg","quality":50,
                  "background":"#0A0b0C","storage_key":"a"},
                 {"name":"b","height":100,"fit":null,"storage_key":"b"}]
                """;

        // when
        List<Rendition> renditions = RenditionParser.parse(text, 16_383);

        // then
        assertThat(renditions)
                .extracting(Rendition::options)
                .containsExactly(
                        new PictureOptions(
                                320, 200, Fit.COVER, Position.NORTHWEST, ImageFormat.JPEG, 50, new Colour(0x0A0B0C)),
                        new PictureOptions(null, 100, null, null, null, null, null));
    }

    @Test
    void refusesAKeyThatBreaksTheRules() {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> RenditionParser.parse(list("../outside"), 16_383))
                .withMessageStartingWith("renditions[0].storage_key ")
                .extracting(JobException::getCode)
                .isEqualTo(ErrorCode.INVALID_STORAGE_KEY);
    }

    @Test
    void refusesMoreRenditionsThanOneJobShouldHave() {
        // given
        String text = IntStream.range(0, 17)
                .mapToObj(i -> "{\"name\":\"n" + i + "\",\"width\":9,\"storage_key\":\"k" + i + "\"}")
                .collect(Collectors.joining(",", "[", "]"));

        // then
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> RenditionParser.parse(text, 16_383))
                .withMessage("renditions has 17 entries, expected at most 16");
    }

    private static String list(String key) {
        return "[{\"name\":\"a\",\"width\":1,\"storage_key\":\"" + key + "\"}]";
    }
}
