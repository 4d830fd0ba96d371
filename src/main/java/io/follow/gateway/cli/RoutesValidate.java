package io.follow.gateway.cli;

import io.follow.gateway.routing.check.Finding;
import io.follow.gateway.routing.check.Report;
import io.follow.gateway.routing.check.Severity;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code routes validate}: prints a line for each problem. */
@Command(
        name = "validate",
        description = "Checks route files without starting anything. Prints a line for each error and each warning.")
final class RoutesValidate implements Callable<Integer> {

    @ParentCommand
    private RoutesCommand parent;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "The routes directory; default: that of the settings.")
    private @Nullable Path directory;

    @Option(names = "--strict", description = "Check the style as well, and treat warnings and style as errors.")
    private boolean strict;

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Report report = parent.validation().validate(directory);
        List<Finding> shown = report.findings().stream()
                .filter(finding -> strict || finding.severity() != Severity.STYLE)
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("files", report.files());
            answer.put("routes", report.routes());
            answer.put("findings", shown.stream().map(RoutesValidate::fields).toList());
            out.println(JsonLine.of(answer));
        } else {
            shown.forEach(finding -> out.println(finding.severity() + " " + finding));
            out.println(summary(report));
        }
        boolean bad = strict ? !shown.isEmpty() : report.hasErrors();
        return bad ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private static Map<String, @Nullable Object> fields(Finding finding) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("severity", finding.severity().toString());
        fields.put("file", finding.file());
        fields.put("line", finding.line());
        fields.put("column", finding.column());
        fields.put("found", finding.found());
        fields.put("expected", finding.expected());
        fields.put("nearest", finding.nearest());
        return fields;
    }

    private String summary(Report report) {
        String counts = Count.of(report.of(Severity.ERROR).size(), "error") + ", "
                + Count.of(report.of(Severity.WARNING).size(), "warning");
        String style = strict ? ", " + report.of(Severity.STYLE).size() + " of style" : "";
        return Count.of(report.files(), "file") + ", " + Count.of(report.routes(), "route") + ": " + counts + style;
    }
}
