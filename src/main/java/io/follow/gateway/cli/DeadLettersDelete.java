package io.follow.gateway.cli;

import io.follow.gateway.deadletter.DeadLetters;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dead-letters delete}: deletes a dead letter permanently. */
@Command(name = "delete", description = "Deletes a dead letter permanently.")
final class DeadLettersDelete extends DeadLettersSubcommand {

    @Parameters(paramLabel = "ID", converter = EntryIdConverter.class, description = "The id of the dead letter.")
    private String id;

    @Override
    int run(DeadLetters letters) throws InterruptedException {
        if (!letters.delete(id)) {
            return gone(id);
        }
        return json() ? done(Map.of("id", id, "deleted", true)) : done(id + " deleted");
    }
}
