package io.follow.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.routing.check.Finding;
import io.follow.gateway.routing.check.Report;
import io.follow.gateway.routing.check.Severity;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouteFilesTest {

    private static final Finding ERROR =
            new Finding(Severity.ERROR, "a.camel.yaml", 3, 9, "the bean \"rezise\"", "a bean", "resize");
    private static final String LINE = "a.camel.yaml:3:9: found the bean \"rezise\", expected a bean, nearest: resize";
    private static final Report.Input MAIN = new Report.Input("jobs", "");

    private final CamelContext camel = new DefaultCamelContext();
    private final RouteFiles files = new RouteFiles("jobs");
    private @Nullable String message;

    private static Report report(List<Finding> findings, Report.Input... inputs) {
        return new Report(findings, 1, 1, List.of(inputs));
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private HealthCheck.State state() {
        RouteFilesHealthCheck check = new RouteFilesHealthCheck(files);
        check.setCamelContext(camel);
        check.setEnabled(true);
        assertThat(check.isLiveness()).isFalse();
        HealthCheck.Result result = check.call();
        message = result.getMessage().orElse(null);
        return result.getState();
    }

    @Test
    void isReadyWithAllFilesInForce() {
        files.started(report(List.of(), MAIN));

        assertThat(state()).isEqualTo(HealthCheck.State.UP);
        assertThat(message).isNull();
    }

    @Test
    void isReadyWithoutAFileThatTheMainPipelineDoesNotNeed() {
        files.started(report(List.of(ERROR), MAIN));

        assertThat(state()).isEqualTo(HealthCheck.State.UP);
        assertThat(message).isEqualTo("left out: " + LINE);
        assertThat(files.leftOut()).containsExactly("a.camel.yaml");
    }

    @Test
    void isNotReadyWithoutTheMainPipeline() {
        files.started(report(List.of(ERROR)));

        assertThat(state()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(message).isEqualTo("no route reads the jobs of the pipeline image; left out: " + LINE);
    }

    @Test
    void theMainPipelineIsAlsoFoundByItsName() {
        files.started(report(List.of(ERROR), new Report.Input("", "image")));

        assertThat(state()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void forgetsAFileThatIsMended() {
        files.started(report(List.of(ERROR)));

        files.loaded("a.camel.yaml", report(List.of(), MAIN));

        assertThat(state()).isEqualTo(HealthCheck.State.UP);
        assertThat(message).isNull();
    }

    @Test
    void namesAnEditedFileWhoseVersionBeforeRuns() {
        files.started(report(List.of(), MAIN));

        assertThat(files.refused("b.camel.yaml", "b.camel.yaml:1:1: found x", true))
                .isTrue();
        assertThat(files.refused("b.camel.yaml", "b.camel.yaml:1:1: found x", true))
                .isFalse();

        assertThat(state()).isEqualTo(HealthCheck.State.UP);
        assertThat(message).isEqualTo("the version before runs: b.camel.yaml:1:1: found x");
        files.forget("b.camel.yaml");
        assertThat(files.trouble()).isNull();
    }

    @Test
    void isNotReadyAfterALossUntilTheFileIsLoadedAgain() {
        files.started(report(List.of(), MAIN));

        files.lost("b.camel.yaml", "the last version of b.camel.yaml cannot be started again: no reason");

        assertThat(state()).isEqualTo(HealthCheck.State.DOWN);
        files.loaded("b.camel.yaml", report(List.of(), MAIN));
        assertThat(state()).isEqualTo(HealthCheck.State.UP);
    }
}
