package io.follow.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;

class QueryParametersTest {

    @Test
    void keepsAllValuesOfANameInTheirOrder() {
        QueryParameters parameters = QueryParameters.of("token=b&image_ids=1%2C2&token=a%2Bb");

        assertThat(parameters.all("token")).containsExactly("b", "a+b");
        assertThat(parameters.all("image_ids")).containsExactly("1,2");
        assertThat(parameters.asMap().keySet()).containsExactly("token", "image_ids");
    }

    @Test
    void takesWhatIsNotEncodedWellAsItStands() {
        QueryParameters parameters = QueryParameters.of("token=%zz&%=1&flag&=x");

        assertThat(parameters.all("token")).containsExactly("%zz");
        assertThat(parameters.all("%")).containsExactly("1");
        assertThat(parameters.all("flag")).containsExactly("");
        assertThat(parameters.all("")).containsExactly("x");
    }

    @ParameterizedTest
    @NullAndEmptySource
    void isEmptyWithoutAQuery(String query) {
        assertThat(QueryParameters.of(query).asMap()).isEmpty();
        assertThat(QueryParameters.of(query).all("token")).isEmpty();
    }
}
