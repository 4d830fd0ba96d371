package io.follow.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.follow.gateway.image.Region;
import io.follow.gateway.image.Size;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionParserTest {

    private static final Size PICTURE = new Size(4000, 3000);

    private static void assertInvalid(String text, String message) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> RegionParser.parse("regions", text, PICTURE, RegionParser.MAX_COUNT))
                .satisfies(e -> assertThat(e.getCode()).isEqualTo(ErrorCode.INVALID_JOB))
                .withMessageContaining(message);
    }

    @Test
    void readsRectanglesInTheirOrder() throws JobException {
        assertThat(RegionParser.parse(
                        "regions",
                        "[{\"x\":10,\"y\":20,\"width\":30,\"height\":40},"
                                + "{\"height\":3000,\"width\":4000,\"y\":0,\"x\":0,\"label\":\"all\"}]",
                        PICTURE,
                        RegionParser.MAX_COUNT))
                .containsExactly(new Region(10, 20, 30, 40), new Region(0, 0, 4000, 3000));
    }

    @Test
    void anEmptyListIsOne() throws JobException {
        assertThat(RegionParser.parse("regions", "[]", PICTURE, RegionParser.MAX_COUNT))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{}", "null", "\"[]\"", "{\"x\":1,\"y\":1,\"width\":1,\"height\":1}", "12"})
    void anythingButAListIsRefused(String text) {
        assertInvalid(text, "regions is not a list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[] []", "[{\"x\":1,\"x\":2,\"y\":1,\"width\":1,\"height\":1}]", "none"})
    void whatIsNotJsonIsRefused(String text) {
        assertInvalid(text, "regions is not JSON, expected a list");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1] | regions[0] is not an object with x, y, width and height",
                "[{\"y\":1,\"width\":1,\"height\":1}] | regions[0].x is missing, expected a whole number of pixels",
                "[{\"x\":-1,\"y\":1,\"width\":1,\"height\":1}] | regions[0].x is -1, expected a whole number of pixels of at least 0",
                "[{\"x\":1,\"y\":1.5,\"width\":1,\"height\":1}] | regions[0].y is 1.5",
                "[{\"x\":1,\"y\":1,\"width\":\"1\",\"height\":1}] | regions[0].width is \"1\"",
                "[{\"x\":1,\"y\":1,\"width\":1,\"height\":0}] | regions[0].height is 0, expected a whole number of pixels of at least 1",
                "[{\"x\":1,\"y\":1,\"width\":1,\"height\":null}] | regions[0].height is null",
                "[{\"x\":1,\"y\":1,\"width\":1,\"height\":99999999999}] | regions[0].height is 99999999999",
                "[{\"x\":1,\"y\":1,\"width\":1,\"height\":1e99}] | regions[0].height is"
            })
    void eachSideIsAWholeNumber(String text, String message) {
        assertInvalid(text, message);
    }

    @ParameterizedTest
    @CsvSource({"3999, 0, 2, 1, '4001, 1'", "0, 2999, 1, 2, '1, 3001'", "2147483647, 0, 2147483647, 1, '4294967294, 1'"
    })
    void aRegionThatIsPartlyOutsideIsOfAnotherPicture(int x, int y, int width, int height, String end) {
        assertInvalid(
                "[{\"x\":0,\"y\":0,\"width\":1,\"height\":1},{\"x\":%d,\"y\":%d,\"width\":%d,\"height\":%d}]"
                        .formatted(x, y, width, height),
                "regions[1] ends at " + end + ", expected it within the upright picture of 4000×3000 pixels");
    }

    @Test
    void thereAreAtMostAHundred() throws JobException {
        assertThat(RegionParser.parse("regions", many(100), PICTURE, RegionParser.MAX_COUNT))
                .hasSize(100);
        assertInvalid(many(101), "regions has 101 entries, expected at most 100");
    }

    private static String many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"x\":%d,\"y\":0,\"width\":1,\"height\":1}".formatted(i))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
