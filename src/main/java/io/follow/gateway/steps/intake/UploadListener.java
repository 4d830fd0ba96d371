package io.follow.gateway.steps.intake;

import org.jspecify.annotations.Nullable;

/** Is notified of the responses to uploads. Methods must neither block nor throw. */
public interface UploadListener {

    /**
     * An upload was answered.
     *
     * @param pipeline the running pipeline that the upload selected, or null if it selected none
     * @param status of the answer
     * @param code of the answer, unless it was accepted
     */
    void answered(@Nullable String pipeline, int status, @Nullable String code);
}
