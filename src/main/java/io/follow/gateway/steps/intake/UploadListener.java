package io.follow.gateway.steps.intake;

import org.jspecify.annotations.Nullable;

/** Is told how uploads were answered. Methods must neither wait nor throw. */
public interface UploadListener {

    /**
     * An upload was answered.
     *
     * @param pipeline that runs here and was meant, or null when the upload meant none
     * @param status of the answer
     * @param code of the answer, unless it was accepted
     */
    void answered(@Nullable String pipeline, int status, @Nullable String code);
}
