package io.follow.gateway.routing;

import io.follow.gateway.routing.check.TemplateRule;
import java.util.List;

/** The rules for the templates of the gateway, which its route checker applies. */
public final class TemplateRules {

    private TemplateRules() {}

    public static List<TemplateRule> all() {
        return List.of(new PipelineRule(), new WebhookRule());
    }
}
