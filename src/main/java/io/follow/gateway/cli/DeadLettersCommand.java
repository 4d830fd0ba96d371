package io.follow.gateway.cli;

import io.follow.gateway.pipeline.PipelineNaming;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code dead-letters}: what operators do with the jobs that could not be finished. */
@Command(
        name = "dead-letters",
        description = "Lists, shows, replays and deletes the jobs that could not be finished.",
        subcommands = {
            DeadLettersList.class,
            DeadLettersShow.class,
            DeadLettersReplay.class,
            DeadLettersDelete.class,
        },
        footer = {
            "",
            "The gateway's environment variables say where the server is. Without them it is the one that a gateway"
                    + " started on the same data directory."
        })
final class DeadLettersCommand {

    private final DeadLetterSession session;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Answer with one line of JSON.")
    private boolean json;

    @Option(
            names = "--pipeline",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            defaultValue = PipelineNaming.IMAGE,
            converter = PipelineNameConverter.class,
            description = "The pipeline whose dead letters are meant; default: ${DEFAULT-VALUE}.")
    private String pipeline = PipelineNaming.IMAGE;

    @Option(
            names = "--webhook",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            converter = PipelineNameConverter.class,
            description = "The webhook of the pipeline whose letters are meant, instead of jobs.")
    private @Nullable String webhook;

    DeadLettersCommand(DeadLetterSession session) {
        this.session = session;
    }

    DeadLetterSession session() {
        return session;
    }

    LetterSource source() {
        return new LetterSource(pipeline, webhook);
    }

    boolean json() {
        return json;
    }
}
