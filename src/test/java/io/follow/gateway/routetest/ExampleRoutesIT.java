package io.follow.gateway.routetest;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.ImageGatewayApplication;
import io.follow.gateway.settings.RouteFolder;
import io.follow.gateway.testing.ServerUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each example passes its own tests, run as {@code routes test} runs them. */
class ExampleRoutesIT {

    private static final Path ROUTES = Path.of("routes").toAbsolutePath();

    @TestFactory
    Stream<DynamicTest> passTheirTests() throws IOException {
        RouteTestRunner runner = new RouteTestRunner(
                ImageGatewayApplication.class,
                List.of(new RouteFolder(ROUTES)),
                Map.of("VALKEY_SERVER_BIN", ServerUnderTest.program().path().toString()));
        return RouteTestSuite.read(ROUTES.resolve("examples")).perFile().stream()
                .map(suite -> DynamicTest.dynamicTest(suite.name(), () -> {
                    List<RouteTestOutcome> outcomes = new ArrayList<>();
                    runner.run(suite, outcomes::add);
                    assertThat(outcomes).isNotEmpty().allSatisfy(outcome -> assertThat(outcome.problems())
                            .as(outcome.test())
                            .isEmpty());
                }));
    }
}
