package io.follow.gateway.routetest;

import io.follow.gateway.routetest.Action.AddEntry;
import io.follow.gateway.routetest.Action.AddJob;
import io.follow.gateway.routetest.Action.Call;
import io.follow.gateway.routetest.Action.DropFile;
import io.follow.gateway.routetest.Action.Send;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.component.stub.StubEndpoint;

/** Performs the actions of a test and records the responses. */
final class TestRun {

    private final TestGateway gateway;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Observation> responses = new ArrayList<>();

    TestRun(TestGateway gateway) {
        this.gateway = gateway;
    }

    /** Creates the initial files and hashes. */
    void prepare(TestCase test) throws IOException {
        for (FileSpec file : test.files()) {
            file.writeBelow(gateway.data());
        }
        test.hashes().forEach((key, fields) -> gateway.server().hset(key, fields));
    }

    /**
     * Performs an action.
     *
     * @throws IOException if the action fails
     * @throws IllegalStateException if no route handles the action
     */
    void perform(Action action) throws IOException, InterruptedException {
        if (action instanceof AddJob job) {
            gateway.server().xadd(gateway.keysOf(job.pipeline()).process(), job.fields());
        } else if (action instanceof AddEntry entry) {
            gateway.server().xadd(entry.stream(), entry.fields());
        } else if (action instanceof DropFile drop) {
            drop.file().writeBelow(gateway.data());
        } else if (action instanceof Call call) {
            responses.add(response(call));
        } else if (action instanceof Send send) {
            send(send);
        }
    }

    private Observation response(Call call) throws IOException, InterruptedException {
        String body = call.body();
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.uri(call.path()))
                .method(
                        call.method(),
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        call.headers().forEach(request::header);
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        Observation observation = Observation.ignoringCase().with("status", Integer.toString(response.statusCode()));
        response.headers()
                .map()
                .forEach((name, values) -> observation.with("headers." + name, String.join(",", values)));
        return observation.withBody(response.body());
    }

    private void send(Send send) {
        StubEndpoint reader = StubbedEndpoints.of(gateway.camel(), send.endpoint()).stream()
                .filter(endpoint -> !endpoint.getConsumers().isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no route reads " + send.endpoint()));
        gateway.camel()
                .createFluentProducerTemplate()
                .withHeaders(send.headers())
                .withBody(send.body())
                .to(reader)
                .send();
    }

    /** Returns the responses received so far. */
    List<Observation> responses() {
        return List.copyOf(responses);
    }
}
