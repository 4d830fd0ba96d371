package io.follow.gateway.routes;

import java.util.List;

/** A step inside a template has no id: the second route made from the template would have the same one and not start. */
final class TemplateStepIdRule implements RouteRule {

    @Override
    public List<Finding> check(RouteFile file) {
        return file.definitions().stream()
                .filter(Definition::isTemplate)
                .flatMap(template -> template.body().findValues("steps").stream())
                .flatMap(steps -> steps.findValuesAsText("id").stream())
                .map(id -> file.finding("the step id \"" + id + "\" in a template", "no step ids there"))
                .toList();
    }
}
