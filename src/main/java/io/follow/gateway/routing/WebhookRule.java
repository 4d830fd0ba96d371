package io.follow.gateway.routing;

import io.follow.gateway.routing.check.TemplateRule;
import io.follow.gateway.webhook.Webhook;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the parameters of the template {@code webhook} may be, except the secret, which need not be there yet. */
final class WebhookRule implements TemplateRule {

    @Override
    public String template() {
        return "webhook";
    }

    @Override
    public void check(Function<String, @Nullable String> values) {
        String name = values.apply("name");
        String url = values.apply("url");
        String events = values.apply("events");
        if (name != null) {
            Webhook.checkName(name);
        }
        if (url != null) {
            Webhook.checkUrl(url);
        }
        if (events != null) {
            Webhook.checkEvents(events);
        }
        for (String time : List.of("retryDelay", "timeout")) {
            String text = values.apply(time);
            if (text != null) {
                duration(time, text);
            }
        }
    }

    private static void duration(String name, String text) {
        try {
            new MillisFunction().apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "found an unusable value of the parameter " + name + ", expected a duration such as 10s");
        }
    }
}
