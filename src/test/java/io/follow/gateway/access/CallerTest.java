package io.follow.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class CallerTest {

    private static Caller caller(String remote, String local, String host, String origin, boolean forwarded) {
        return new Caller(remote, local, host, origin, null, forwarded, List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, localhost:8090",
        "127.0.0.1, 127.0.0.1",
        "::1, [::1]:8090",
        "0:0:0:0:0:0:0:1, LOCALHOST",
        "::ffff:127.0.0.1, 127.3.2.1:80"
    })
    void somebodyOnThisMachineIsLocal(String address, String host) {
        assertThat(caller(address, address, host, null, false).isLocal()).isTrue();
        assertThat(caller(address, address, host, "http://" + host, false).isLocal())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.7", "10.0.0.1", "::2", "2001:db8::1", "127.0.0.1.example", "1127.0.0.1"})
    void anotherMachineIsNot(String address) {
        assertThat(caller(address, "127.0.0.1", "localhost", null, false).isLocal())
                .isFalse();
        assertThat(caller("127.0.0.1", address, "localhost", null, false).isLocal())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "evil@localhost", ""})
    void aNameThatSomebodyElseOwnsIsNotLocal(String host) {
        assertThat(caller("127.0.0.1", "127.0.0.1", host, null, false).isLocal())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://localhost:3000", "https://localhost:8090", ""})
    void aPageOfAnotherSiteIsNotLocal(String origin) {
        assertThat(caller("127.0.0.1", "127.0.0.1", "localhost:8090", origin, false)
                        .isLocal())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"same-origin, true", "none, true", "same-site, false", "cross-site, false", "'', false"})
    void aRequestThatAPageOfAnotherSiteCausedIsNotLocal(String fetchSite, boolean local) {
        Caller caller = new Caller("127.0.0.1", "127.0.0.1", "localhost:8090", null, fetchSite, false, List.of());

        assertThat(caller.isLocal()).isEqualTo(local);
    }

    @Test
    void aRequestThatAProxyPassedOnIsNotLocal() {
        assertThat(caller("127.0.0.1", "127.0.0.1", "localhost", null, true).isLocal())
                .isFalse();
    }

    @Test
    void aRequestWithoutAHostIsNotLocal() {
        assertThat(caller("127.0.0.1", "127.0.0.1", null, null, false).isLocal())
                .isFalse();
    }

    @Test
    void neverPrintsItsTokens() {
        assertThat(new Caller("127.0.0.1", "127.0.0.1", null, null, null, false, List.of("secret")).toString())
                .doesNotContain("secret");
    }

    @Test
    void takesTokensFromTheAddressAndLeavesTheBodyAlone() {
        // given
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/upload");
        request.setQueryString("token=a%2Bb&image_ids=1&token=%zz");
        request.setParameter("token", "of a form");
        request.addHeader("Authorization", "bearer abc ");

        // when // then
        assertThat(Caller.of(request).tokens()).containsExactly("abc", "a+b", "%zz");
    }
}
