package io.follow.gateway.cli;

import io.follow.gateway.operator.ConsumerGroups;
import io.follow.gateway.operator.ConsumerGroups.Deletion;
import io.follow.gateway.operator.GroupView;
import io.follow.gateway.pipeline.PipelineNaming;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code groups}: lists and deletes the consumer groups that read the results of a pipeline. */
@Command(name = "groups", description = "Lists and deletes the consumer groups that read the results.")
final class GroupsCommand {

    private final GroupSession session;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print one line of JSON.")
    private boolean json;

    @Option(
            names = "--pipeline",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            defaultValue = PipelineNaming.IMAGE,
            converter = PipelineNameConverter.class,
            description = "The pipeline of the results; default: ${DEFAULT-VALUE}.")
    private String pipeline = PipelineNaming.IMAGE;

    GroupsCommand(GroupSession session) {
        this.session = session;
    }

    @Command(
            name = "list",
            description =
                    "Lists the groups with their readers, and the number of results not yet read and not yet acknowledged.")
    int list() throws InterruptedException {
        return session.run(pipeline, groups -> show(groups.list()));
    }

    @Command(
            name = "delete",
            description = "Deletes a group without readers, so that results are no longer kept for it.")
    int delete(@Parameters(paramLabel = "GROUP", description = "The name of the group.") String group)
            throws InterruptedException {
        return session.run(pipeline, groups -> delete(groups, group));
    }

    private int show(List<GroupView> groups) {
        if (json) {
            return print(JsonLine.of(Map.of("groups", groups)));
        }
        if (groups.isEmpty()) {
            return print("no groups");
        }
        Table table = new Table().row("GROUP", "READERS", "BACKLOG", "PENDING");
        for (GroupView group : groups) {
            table.row(
                    group.group(),
                    Long.toString(group.readers()),
                    orUnknown(group.backlog()),
                    Long.toString(group.pending()));
        }
        table.lines().forEach(this::print);
        return ExitCode.OK;
    }

    private int delete(ConsumerGroups groups, String group) throws InterruptedException {
        Deletion deletion = groups.delete(group);
        if (deletion != Deletion.DELETED) {
            spec.commandLine().getErr().println(group + ": " + deletion.description());
            return ExitCode.SOFTWARE;
        }
        return print(json ? JsonLine.of(Map.of("group", group, "deleted", true)) : group + " deleted");
    }

    private static String orUnknown(@Nullable Long number) {
        return number == null ? "?" : number.toString();
    }

    private int print(String line) {
        spec.commandLine().getOut().println(line);
        return ExitCode.OK;
    }
}
