package io.follow.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 6: which pages of other origins may make which calls; CrossOriginPageIT is the same in a browser. */
@ExtendWith(SharedGatewayExtension.class)
class CrossOriginIT {

    private static final String FOREIGN = "https://evil.example.com";

    private final GatewayFixture fixture;

    CrossOriginIT(GatewayFixture fixture) {
        this.fixture = fixture;
    }

    private HttpResponse<String> send(String method, String path, String origin, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(fixture.gateway().uri(path))
                .method(method, BodyPublishers.noBody())
                .header("Origin", origin);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return fixture.gateway().send(request);
    }

    private HttpResponse<String> preflight(String method, String path, String origin) {
        return send(
                "OPTIONS",
                path,
                origin,
                "Access-Control-Request-Method",
                method,
                "Access-Control-Request-Headers",
                "authorization,content-type");
    }

    private static void assertNothingAllowed(HttpHeaders headers) {
        assertThat(headers.map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /upload",
        "POST, /api/v1/upload",
        "PUT, /upload/photo-1",
        "GET, /api/v1/images/photo-1/status",
        "GET, /api/v1/images/status/stream"
    })
    void allowsAPreflightOfANamedOrigin(String method, String path) {
        // when
        HttpResponse<String> answer = preflight(method, path, SharedGatewayExtension.ORIGIN);

        // then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(SharedGatewayExtension.ORIGIN);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers")).hasValue("authorization, content-type");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        assertThat(answer.headers().allValues("Vary")).contains("Origin");
    }

    @ParameterizedTest
    @CsvSource({"DELETE, /upload", "POST, /api/v1/images/photo-1/status"})
    void allowsNoOtherMethod(String method, String path) {
        // when
        HttpResponse<String> answer = preflight(method, path, SharedGatewayExtension.ORIGIN);

        // then
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).startsWith("{\"code\":\"FORBIDDEN\"");
        assertNothingAllowed(answer.headers());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/jobs", "/api/v1/operator/streams", "/api/v1/demo/tokens", "/api/v1/access", "/health"})
    void leavesANamedOriginForeignForAllOtherCalls(String path) {
        // when
        HttpResponse<String> preflight = preflight("GET", path, SharedGatewayExtension.ORIGIN);
        HttpResponse<String> request = send("GET", path, SharedGatewayExtension.ORIGIN);

        // then
        assertThat(preflight.statusCode()).isEqualTo(403);
        assertNothingAllowed(preflight.headers());
        assertNothingAllowed(request.headers());
    }

    @ParameterizedTest
    @ValueSource(strings = {FOREIGN, "null", "https://app.example.com.evil.com", "http://app.example.com"})
    void answersAnOriginThatIsNotNamedAsBeforeWithoutACorsHeader(String origin) {
        // when
        HttpResponse<String> preflight = preflight("PUT", "/upload", origin);
        HttpResponse<String> request = send(
                "GET",
                "/api/v1/images/photo-1/status",
                origin,
                "Authorization",
                "Bearer " + SharedGatewayExtension.ADMIN_TOKEN);

        // then: the token decides
        assertThat(preflight.statusCode()).isEqualTo(403);
        assertNothingAllowed(preflight.headers());
        assertThat(request.statusCode()).isEqualTo(404);
        assertThat(request.body()).contains("no status of this image");
        assertNothingAllowed(request.headers());
        assertThat(request.headers().allValues("Vary")).contains("Origin");
    }

    @Test
    void showsRefusalsToANamedOrigin() {
        // when
        HttpResponse<String> refused = send("PUT", "/upload", SharedGatewayExtension.ORIGIN);

        // then
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).startsWith("{\"code\":\"UPLOAD_TOKEN_INVALID\"");
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).hasValue(SharedGatewayExtension.ORIGIN);
    }
}
