package io.follow.gateway.cli;

import io.follow.gateway.routetest.RouteTestOutcome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code routes test}: prints a line for each test, and the expected and actual values of failed tests. */
@Command(
        name = "test",
        description = "Runs route tests. Each file *.test.yaml has its own gateway, server and data directory.")
final class RoutesTestRun implements Callable<Integer> {

    @ParentCommand
    private RoutesCommand parent;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description =
                    "A test file, or a directory whose subdirectories are included; default: the routes directory.")
    private @Nullable Path place;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        long begin = System.nanoTime();
        List<RouteTestOutcome> outcomes = new ArrayList<>();
        int files = parent.tests().run(place, outcome -> {
            outcomes.add(outcome);
            print(outcome, out);
        });
        long failed = outcomes.stream().filter(outcome -> !outcome.passed()).count();
        out.println(Count.of(files, "file") + ", " + Count.of(outcomes.size(), "test") + ": "
                + (outcomes.size() - failed) + " passed, " + failed + " failed"
                + seconds(Duration.ofNanos(System.nanoTime() - begin)));
        return failed == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static void print(RouteTestOutcome outcome, PrintWriter out) {
        out.println((outcome.passed() ? "ok   " : "FAIL ") + outcome.file().replaceFirst("\\.test\\.yaml$", "") + ": "
                + outcome.test() + seconds(outcome.time()));
        if (!outcome.passed()) {
            outcome.problems().forEach(problem -> out.println("     " + problem));
            outcome.complaints().forEach(line -> out.println("     log: " + line));
        }
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, " (%.1f s)", time.toMillis() / 1000.0);
    }
}
