package io.follow.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
        List<Rendition> renditions = RenditionParser.parse(text);

        // then
        assertThat(renditions)
                .containsExactly(
                        new Rendition("thumb", 320, "webp", new StorageKey("images/1/thumb.webp")),
                        new Rendition("card", 800, null, new StorageKey("images/1/card")));
    }

    @Test
    void hasNoneWhereTheJobHasNoSuchField() throws JobException {
        assertThat(RenditionParser.parse(null)).isEmpty();
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
                    [{"name":"a","width":1,"format":"gif","storage_key":"a"}] | format is not webp, jpeg or png
                    [{"name":"a","width":1}]                                | storage_key is missing
                    [{"name":"a","name":"b","width":1,"storage_key":"a"}]   | not JSON
                    [{"name":"a","width":1,"storage_key":"a"},{"name":"a","width":2,"storage_key":"b"}] | twice
                    """)
    void refusesAMalformedList(String text, String reason) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> RenditionParser.parse(text))
                .withMessageContaining(reason)
                .extracting(JobException::getCode)
                .isEqualTo(ErrorCode.INVALID_JOB);
    }

    @Test
    void refusesAKeyThatBreaksTheRules() {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> RenditionParser.parse(list("../outside")))
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
                .isThrownBy(() -> RenditionParser.parse(text))
                .withMessage("renditions has 17 entries, expected at most 16");
    }

    private static String list(String key) {
        return "[{\"name\":\"a\",\"width\":1,\"storage_key\":\"" + key + "\"}]";
    }
}
