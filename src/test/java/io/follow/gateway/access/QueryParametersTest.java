package io.follow.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {

    @Test
    void keepsAllValuesOfANameInTheirOrder() {
        Map<String, List<String>> parameters = QueryParameters.of("token=b&image_ids=1%2C2&token=a%2Bb");

        assertThat(parameters)
                .containsExactly(Map.entry("token", List.of("b", "a+b")), Map.entry("image_ids", List.of("1,2")));
    }

    @Test
    void decodesNamesAndValuesAsAFormEncodesThem() {
        Map<String, List<String>> parameters = QueryParameters.of("t%6Fken=a+b%20%C3%9F&a=1=2&{x}={y}");

        assertThat(parameters)
                .containsEntry("token", List.of("a b ß"))
                .containsEntry("a", List.of("1=2"))
                .containsEntry("{x}", List.of("{y}"));
    }

    @Test
    void takesWhatIsNotEncodedWellAsItStands() {
        Map<String, List<String>> parameters = QueryParameters.of("token=%zz&%=1&token=%2");

        assertThat(parameters).containsExactly(Map.entry("token", List.of("%zz", "%2")), Map.entry("%", List.of("1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "token=", "&&token&"})
    void givesANameWithoutAValueAnEmptyOne(String query) {
        assertThat(QueryParameters.of(query)).containsExactly(Map.entry("token", List.of("")));
    }

    @Test
    void takesNoValueFromAPairWithoutAName() {
        assertThat(QueryParameters.of("=secret&token=a").get("token")).containsExactly("a");
        assertThat(QueryParameters.of("=token&=a").get("token")).containsExactly("");
    }

    @ParameterizedTest
    @NullAndEmptySource
    void isEmptyWithoutAQuery(String query) {
        assertThat(QueryParameters.of(query)).isEmpty();
    }
}
