package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.deadletter.DeadLetterKeys;
import io.follow.gateway.deadletter.DeadLetters;
import io.follow.gateway.deadletter.Replay.Outcome;
import io.follow.gateway.deadletter.ReplaySummary;
import io.follow.gateway.steps.webhook.DeliverResult;
import io.follow.gateway.testing.CapturedLog;
import io.follow.gateway.testing.FixedPipelines;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.follow.gateway.testing.WebhookReceiver;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.StreamMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ValkeyExtension.class)
class WebhookIT {

    private static final String RESULTS = "image:result";
    private static final String LETTERS = "image:webhook:crm:dlq";
    private static final String REPLAYS = "image:webhook:crm:replay";
    private static final String GROUP = "webhook-crm";

    @TempDir
    private Path folder;

    private WebhookReceiver receiver;
    private ExampleContext context;

    @BeforeEach
    void open(ValkeyServer server) {
        receiver = WebhookReceiver.start();
        context = new ExampleContext(server, folder);
    }

    @AfterEach
    void close() {
        context.close();
        receiver.close();
    }

    /** A webhook with quick retries and further parameters. */
    private void start(String... parameters) throws Exception {
        StringBuilder instance = new StringBuilder(
                """
                - templatedRoute:
                    routeTemplateRef: webhook
                    routeId: crm
                    parameters:
                      - {name: name, value: crm}
                      - {name: url, value: "%s"}
                      - {name: secret, value: s3cret}
                      - {name: retryDelay, value: 10ms}
                      - {name: timeout, value: 300ms}
                """
                        .formatted(receiver.uri("/hook")));
        for (String parameter : parameters) {
            String[] parts = parameter.split("=", 2);
            instance.append("      - {name: %s, value: \"%s\"}%n".formatted(parts[0], parts[1]));
        }
        context.load(RouteFile.parse("crm.camel.yaml", instance.toString()));
        context.start("templates/webhook.camel.yaml", "templates/webhook-errors.camel.yaml");
    }

    private String add(String job, String status) {
        return context.server().xadd(RESULTS, Map.of("image_id", "i-" + job, "status", status, "job_id", job));
    }

    private List<StreamMessage<String, String>> letters() {
        return context.server().xrange(LETTERS, Range.unbounded());
    }

    private boolean hasGroup() {
        return context.server().exists(RESULTS) == 1
                && context.server().xinfoGroups(RESULTS).size() == 1;
    }

    private long unfinished() {
        return context.server().xpending(RESULTS, GROUP).getCount();
    }

    private DeadLetters operator(RedisClient client) {
        return DeadLetters.ofWebhook(
                new ValkeyConnections(client), DeadLetterKeys.ofWebhook(FixedPipelines.KEYS, "crm"));
    }

    @Test
    void tellsEachResultOnceAndLeavesItForOtherReaders() throws Exception {
        // given
        add("1-0", "processed");

        // when
        start();
        add("2-0", "failed");

        // then
        await().untilAsserted(() -> assertThat(receiver.deliveries()).containsExactlyInAnyOrder("1-0", "2-0"));
        await().untilAsserted(() -> assertThat(unfinished()).isZero());
        assertThat(context.server().xlen(RESULTS)).isEqualTo(2);
        assertThat(receiver.calls().get(0).headers()).containsEntry("gateway-pipeline", "image");
    }

    @Test
    void tellsOnlyTheEventsThatAreWanted() throws Exception {
        // given
        add("1-0", "processed");
        add("2-0", "failed");

        // when
        start("events=failed");

        // then
        await().untilAsserted(() -> assertThat(receiver.deliveries()).containsExactly("2-0"));
        await().untilAsserted(() -> assertThat(unfinished()).isZero());
    }

    @Test
    void beginsWithTheNextResultFromNowOn() throws Exception {
        // given
        add("1-0", "processed");
        start("from=now");
        await().until(this::hasGroup);

        // when
        add("2-0", "processed");

        // then
        await().untilAsserted(() -> assertThat(receiver.deliveries()).containsExactly("2-0"));
    }

    @Test
    void beginsAgainWithAllResultsWhenItsGroupIsLost() throws Exception {
        // given
        start("from=now");
        await().until(this::hasGroup);
        add("1-0", "processed");
        await().until(() -> receiver.deliveries().size() == 1);

        // when
        context.server().xgroupDestroy(RESULTS, GROUP);
        add("2-0", "processed");

        // then
        await().untilAsserted(() -> assertThat(receiver.deliveries()).contains("2-0"));
    }

    @Test
    void triesAgainUntilItIsAccepted() throws Exception {
        // given
        receiver.answerWith((self, call, exchange) -> {
            if (self.calls().size() < 3) {
                WebhookReceiver.refuse(self, call, exchange);
            } else {
                WebhookReceiver.accept(self, call, exchange);
            }
        });
        add("1-0", "processed");

        // when
        start();

        // then
        await().untilAsserted(() -> assertThat(receiver.deliveries()).containsExactly("1-0", "1-0", "1-0"));
        await().untilAsserted(() -> assertThat(unfinished()).isZero());
        assertThat(letters()).isEmpty();
    }

    @Test
    void keepsWhatIsNotAcceptedAsALetterAndGoesOn() throws Exception {
        // given
        receiver.answerWith((self, call, exchange) -> {
            if (call.body().contains("\"1-0\"")) {
                WebhookReceiver.refuse(self, call, exchange);
            } else {
                WebhookReceiver.accept(self, call, exchange);
            }
        });
        String refused = add("1-0", "processed");
        add("2-0", "processed");

        // when
        start("retries=2");

        // then
        await().untilAsserted(
                        () -> assertThat(receiver.deliveries()).containsExactlyInAnyOrder("1-0", "1-0", "1-0", "2-0"));
        await().untilAsserted(() -> assertThat(unfinished()).isZero());
        assertThat(letters()).singleElement().satisfies(letter -> assertThat(letter.getBody())
                .containsEntry("image_id", "i-1-0")
                .containsEntry("job_id", "1-0")
                .containsEntry("status", "processed")
                .containsEntry("dlq_reason", "WEBHOOK_REFUSED")
                .containsEntry("dlq_error", "127.0.0.1 answered 500, expected 200 to 299")
                .containsEntry("dlq_stream", RESULTS)
                .containsEntry("dlq_entry_id", refused));
        assertThat(context.server().xlen(RESULTS)).isEqualTo(2);
    }

    /** A program that refuses, stalls, redirects and floods in turn, dies, and comes back where it was. */
    @Test
    void tellsAllResultsToAProgramInTrouble() throws Exception {
        // given
        List<WebhookReceiver.Answer> troubles = List.of(
                WebhookReceiver::refuse,
                WebhookReceiver::stall,
                WebhookReceiver::redirect,
                WebhookReceiver::accept,
                WebhookReceiver::flood);
        receiver.answerWith((self, call, exchange) ->
                troubles.get(self.calls().size() % troubles.size()).to(self, call, exchange));
        List<String> jobs = IntStream.rangeClosed(1, 60).mapToObj(n -> n + "-0").toList();
        jobs.subList(0, 30).forEach(job -> add(job, "processed"));
        start("retries=40");
        await().until(() -> receiver.calls().size() > 40);

        // when
        receiver.close();
        jobs.subList(30, 60).forEach(job -> add(job, "failed"));
        WebhookReceiver before = receiver;
        receiver = WebhookReceiver.startOn(before.port());

        // then
        await().atMost(Duration.ofSeconds(60)).until(() -> unfinished() == 0 && lag() == 0);
        assertThat(Stream.concat(before.deliveries().stream(), receiver.deliveries().stream()))
                .containsAll(jobs)
                .isSubsetOf(jobs);
        assertThat(letters()).isEmpty();
        assertThat(context.server().xlen(RESULTS)).isEqualTo(jobs.size());
    }

    private long lag() {
        List<?> group = (List<?>) context.server().xinfoGroups(RESULTS).get(0);
        return ((Number) group.get(group.indexOf("lag") + 1)).longValue();
    }

    @Test
    void tellsAReplayedLetterToThisProgramAlone() throws Exception {
        // given
        receiver.answerWith(WebhookReceiver::refuse);
        add("1-0", "processed");
        add("2-0", "processed");
        start("retries=0");
        await().until(() -> letters().size() == 2);
        receiver.answerWith(WebhookReceiver::accept);
        RedisClient client = RedisClient.create(context.uri());
        int before = receiver.calls().size();

        // when
        var one = operator(client).replay(letters().get(0).getId());
        ReplaySummary others = operator(client).replayAll();

        // then
        assertThat(one.outcome()).isEqualTo(Outcome.REPLAYED);
        assertThat(others.replayed()).isEqualTo(1);
        await().untilAsserted(() -> assertThat(
                        receiver.deliveries().subList(before, receiver.calls().size()))
                .containsExactlyInAnyOrder("1-0", "2-0"));
        await().untilAsserted(() -> assertThat(context.server().xlen(REPLAYS)).isZero());
        assertThat(receiver.calls().get(before).body()).doesNotContain("dlq_");
        assertThat(letters()).isEmpty();
        assertThat(context.server().xlen(RESULTS)).isEqualTo(2);
        client.shutdown();
    }

    @Test
    void keepsAReplayedLetterThatIsNotAcceptedAgain() throws Exception {
        // given
        receiver.answerWith(WebhookReceiver::refuse);
        add("1-0", "processed");
        start("retries=0");
        await().until(() -> letters().size() == 1);
        RedisClient client = RedisClient.create(context.uri());
        String first = letters().get(0).getId();

        // when
        operator(client).replay(first);

        // then
        await().untilAsserted(() -> assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.getId()).isNotEqualTo(first);
            assertThat(letter.getBody()).containsEntry("dlq_stream", REPLAYS).containsEntry("job_id", "1-0");
        }));
        assertThat(operator(client).replay(letters().get(0).getId()).outcome()).isEqualTo(Outcome.REPLAYED);
        client.shutdown();
    }

    @Test
    void logsTheFirstFailureAndTheRecovery() throws Exception {
        // given
        try (CapturedLog log = CapturedLog.of(DeliverResult.class)) {
            receiver.answerWith((self, call, exchange) -> {
                if (self.calls().size() < 4) {
                    WebhookReceiver.refuse(self, call, exchange);
                } else {
                    WebhookReceiver.accept(self, call, exchange);
                }
            });
            add("1-0", "processed");

            // when
            start();

            // then
            await().untilAsserted(() -> assertThat(log.lines())
                    .containsExactly(
                            "WARN crm: 127.0.0.1 answered 500, expected 200 to 299, results are sent again",
                            "INFO crm: results are accepted again"));
        }
    }

    @Test
    void refusesAStartWithAValueThatCannotBeUsed() {
        assertThatThrownBy(() -> start("url=ftp://s3cret.example.com"))
                .rootCause()
                .hasMessage("webhook crm: found an unusable value of the parameter url, expected"
                        + " http://HOST[:PORT]/PATH or https://…, without user, password and fragment");
    }

    @Test
    void refusesAStartWithADurationThatIsNone() {
        assertThatThrownBy(() -> start("timeout=soon"))
                .rootCause()
                .hasMessage("webhook crm: found an unusable value of the parameter timeout, expected a duration such as"
                        + " 10s");
    }

    @Test
    void refusesAStartWithoutTheVariableThatHoldsTheSecret() {
        assertThatThrownBy(() -> start("secret=s3cret{{env:NOBODY_SETS_THIS}}"))
                .rootCause()
                .hasMessage(
                        "webhook crm: found a property without a value in the parameter secret, expected one that is"
                                + " set, such as an environment variable for {{env:NAME}}");
    }

    @Test
    void showsTheSecretNowhere() throws Exception {
        // when
        start();

        // then
        assertThat(context.camel().getEndpoints().toString()).doesNotContain("s3cret");
        assertThat(context.camel().getRoute("crm").getProperties().toString()).doesNotContain("s3cret");
    }

    @Test
    void isRunByTheExample() throws Exception {
        // given
        context.load(RouteFile.parse(
                "webhook.camel.yaml",
                RouteFile.all().stream()
                        .filter(file -> file.name().equals("examples/webhook.camel.yaml"))
                        .findFirst()
                        .orElseThrow()
                        .text()
                        .replace("file:secrets/crm", "s3cret")));

        // when
        context.start("templates/webhook.camel.yaml", "templates/webhook-errors.camel.yaml");

        // then
        await().until(this::hasGroup);
        assertThat(context.camel().getRoute("webhook").getEndpoint()).isNotNull();
    }
}
