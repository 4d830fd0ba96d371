package io.follow.gateway.cli;

import io.follow.gateway.deadletter.DeadLetters;
import io.follow.gateway.deadletter.Replay.Outcome;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A subcommand of {@code dead-letters}. Prints text, or JSON with {@code --json}. */
abstract class DeadLettersSubcommand implements Callable<Integer> {

    static final int DONE = ExitCode.OK;
    static final int NOT_DONE = ExitCode.SOFTWARE;

    @ParentCommand
    private DeadLettersCommand parent;

    @Spec
    private CommandSpec spec;

    @Override
    public final Integer call() throws InterruptedException {
        return parent.session().run(parent.source(), this::run);
    }

    /** Executes the subcommand and returns the exit code. */
    abstract int run(DeadLetters letters) throws InterruptedException;

    final boolean ofWebhook() {
        return parent.source().webhook() != null;
    }

    final boolean json() {
        return parent.json();
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    final int done(Object answer) {
        return done(JsonLine.of(answer));
    }

    final int done(String line) {
        out().println(line);
        return DONE;
    }

    final int done(Table table) {
        table.lines().forEach(out()::println);
        return DONE;
    }

    final int gone(String id) {
        err().println(id + ": " + Outcome.GONE.description());
        return NOT_DONE;
    }
}
