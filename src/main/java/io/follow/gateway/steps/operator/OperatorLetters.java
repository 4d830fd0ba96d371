package io.follow.gateway.steps.operator;

import io.follow.gateway.deadletter.DeadLetters;
import io.follow.gateway.deadletter.LetterFilter;
import io.follow.gateway.deadletter.LetterSelection;
import io.follow.gateway.pipeline.PerPipeline;
import java.util.function.BiFunction;

/** Finds the dead letters that an operator call is about. */
public final class OperatorLetters {

    private final PerPipeline<DeadLetters> ofPipeline;
    private final BiFunction<String, String, DeadLetters> ofWebhook;

    /** @param ofWebhook gives the letters of a webhook by the names of its pipeline and of itself */
    public OperatorLetters(PerPipeline<DeadLetters> ofPipeline, BiFunction<String, String, DeadLetters> ofWebhook) {
        this.ofPipeline = ofPipeline;
        this.ofWebhook = ofWebhook;
    }

    DeadLetters of(OperatorCall call) {
        String webhook = call.webhook();
        return webhook == null ? ofPipeline.of(call.pipeline()) : ofWebhook.apply(call.pipeline(), webhook);
    }

    /** @throws IllegalArgumentException for an id that is none */
    static LetterSelection selectionOf(OperatorCall call) {
        LetterFilter filter = new LetterFilter(call.parameter("reason"), call.parameter("image"));
        return new LetterSelection(filter, call.after(), call.parameter("until"));
    }
}
