package io.follow.gateway.routetest;

import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.stub.StubEndpoint;
import org.apache.camel.support.MessageHelper;

/** The stub endpoints and the messages that routes have sent to them. */
final class StubbedEndpoints {

    private StubbedEndpoints() {}

    /** Returns the endpoints whose URI has this prefix, such as {@code kafka:orders}. */
    static List<StubEndpoint> of(CamelContext camel, String address) {
        return camel.getEndpoints().stream()
                .filter(StubEndpoint.class::isInstance)
                .map(StubEndpoint.class::cast)
                .filter(endpoint -> begins(endpoint.getEndpointUri(), address))
                .toList();
    }

    /** Camel inserts two slashes after the scheme. */
    private static boolean begins(String uri, String address) {
        String plain = uri.replaceFirst(":(//)?", ":");
        return plain.startsWith(address.contains(":") ? address : address + ":");
    }

    /** Returns the unread messages in order. */
    static List<Observation> messages(CamelContext camel, String address) {
        return of(camel, address).stream()
                .flatMap(endpoint -> endpoint.getExchanges().stream())
                .map(StubbedEndpoints::observation)
                .toList();
    }

    /** Removes all messages. */
    static void clear(CamelContext camel) {
        Consumer<StubEndpoint> clear = endpoint -> endpoint.getQueue().clear();
        camel.getEndpoints().stream()
                .filter(StubEndpoint.class::isInstance)
                .map(StubEndpoint.class::cast)
                .forEach(clear);
    }

    private static Observation observation(Exchange exchange) {
        Message message = exchange.getMessage();
        Observation observation = Observation.ignoringCase();
        message.getHeaders().forEach((name, value) -> observation.with("headers." + name, String.valueOf(value)));
        String body = MessageHelper.extractBodyAsString(message);
        MessageHelper.resetStreamCache(message);
        return body == null ? observation : observation.withBody(body);
    }
}
