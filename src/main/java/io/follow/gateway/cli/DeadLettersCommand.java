package io.follow.gateway.cli;

import io.follow.gateway.pipeline.PipelineNaming;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code dead-letters}: inspects and replays jobs that could not be completed. */
@Command(
        name = "dead-letters",
        description = "Lists, shows, replays and deletes dead letters: jobs that could not be completed.",
        subcommands = {
            DeadLettersList.class,
            DeadLettersShow.class,
            DeadLettersReplay.class,
            DeadLettersDelete.class,
        },
        footer = {
            "",
            "The environment variables of the gateway determine the server. If none is set, the command uses the"
                    + " embedded server of the gateway that uses the same data directory."
        })
final class DeadLettersCommand {

    private final DeadLetterSession session;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print one line of JSON.")
    private boolean json;

    @Option(
            names = "--pipeline",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            defaultValue = PipelineNaming.IMAGE,
            converter = PipelineNameConverter.class,
            description = "The pipeline of the dead letters; default: ${DEFAULT-VALUE}.")
    private String pipeline = PipelineNaming.IMAGE;

    @Option(
            names = "--webhook",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            converter = PipelineNameConverter.class,
            description = "A webhook of the pipeline, to select its letters instead of dead letters of jobs.")
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
