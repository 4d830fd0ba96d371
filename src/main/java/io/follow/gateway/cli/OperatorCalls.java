package io.follow.gateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Queries a running gateway over HTTP. */
final class OperatorCalls {

    private static final String ROUTES = "/api/v1/operator/routes";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final @Nullable String token;

    /** @param token the admin token, or null if the gateway requires none */
    OperatorCalls(@Nullable String token) {
        this.token = token;
    }

    /** Returns the list of routes, or empty if nothing listens at the address. */
    Optional<JsonNode> routes(URI gateway) throws GatewayCallException, InterruptedException {
        String shown = shown(gateway);
        HttpResponse<String> answer;
        try {
            answer = client().send(request(gateway), BodyHandlers.ofString());
        } catch (ConnectException e) {
            return Optional.empty();
        } catch (HttpTimeoutException e) {
            throw new GatewayCallException(shown + " did not answer within " + LIMIT.toSeconds() + " s");
        } catch (IOException e) {
            throw new GatewayCallException(shown + " closed the connection, expected a gateway");
        }
        if (answer.statusCode() == 401) {
            throw new GatewayCallException(shown
                    + " refuses this operator, expected its token in IMG_GW_ADMIN_TOKEN or IMG_GW_ADMIN_TOKEN_FILE");
        }
        JsonNode routes = answer.statusCode() == 200 ? parse(answer.body()).path("routes") : null;
        if (routes == null || !routes.isArray()) {
            throw new GatewayCallException(
                    "found no gateway with a list of routes at " + shown + " (status " + answer.statusCode() + ")");
        }
        return Optional.of(routes);
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(LIMIT)
                .build();
    }

    private HttpRequest request(URI gateway) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(gateway.toString().replaceFirst("/+$", "") + ROUTES))
                .timeout(LIMIT);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    private static JsonNode parse(String body) {
        ObjectMapper json = new ObjectMapper();
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            return json.createObjectNode();
        }
    }

    /** Returns the address without a user name and a password. */
    static String shown(URI gateway) {
        return gateway.getScheme() + "://" + gateway.getHost() + (gateway.getPort() < 0 ? "" : ":" + gateway.getPort());
    }
}
