package io.follow.gateway.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Each definition says what it is for, and so does each parameter of a template. Camel has no description for a route
 * made from a template: its file begins with a comment.
 */
final class DescriptionRule implements RouteRule {

    @Override
    public List<Finding> check(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (Definition definition : file.definitions()) {
            String name = definition.kind() + " " + definition.id();
            if (definition.isTemplated()) {
                if (!file.text().startsWith("# ")) {
                    findings.add(file.finding(name + " without a comment", "a first line that says what it is for"));
                }
            } else if (definition.description().isBlank()) {
                findings.add(file.finding(name + " without a description", "a sentence that says what it is for"));
            }
            if (definition.isTemplate()) {
                findings.addAll(parameters(file, definition));
            }
        }
        return findings;
    }

    private static List<Finding> parameters(RouteFile file, Definition template) {
        List<Finding> findings = new ArrayList<>();
        for (JsonNode parameter : template.body().path("parameters")) {
            String name = "the parameter " + parameter.path("name").asText();
            if (parameter.path("description").asText().isBlank()) {
                findings.add(file.finding(name + " without a description", "a sentence that says what it is for"));
            }
            if (!parameter.path("required").asBoolean()
                    && parameter.path("defaultValue").isMissingNode()) {
                findings.add(file.finding(name + " without a defaultValue", "a defaultValue or \"required: true\""));
            }
        }
        return findings;
    }
}
