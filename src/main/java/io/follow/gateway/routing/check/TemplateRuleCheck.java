package io.follow.gateway.routing.check;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A route from a template gives it parameters that the template can use. */
final class TemplateRuleCheck {

    private static final Pattern FOUND_EXPECTED = Pattern.compile("found (?<found>.*), expected (?<expected>.*)");

    /** How a message about the options of a job reads. */
    private static final Pattern IS_NOT = Pattern.compile("(?<name>\\S+) is not (?<expected>.*): \"(?<value>.*)\"");

    private final List<TemplateRule> rules;

    TemplateRuleCheck(List<TemplateRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Whether a rule refuses the parameters of a route; adds what it says to the findings. */
    boolean isBroken(RouteUnit route, Findings findings) {
        for (TemplateRule rule : rules) {
            if (rule.template().equals(route.definition().id())) {
                try {
                    rule.check(name -> route.scope().value("{{?" + name + "}}"));
                } catch (IllegalArgumentException e) {
                    error(route, String.valueOf(e.getMessage()), findings);
                    return true;
                }
            }
        }
        return false;
    }

    private static void error(RouteUnit route, String message, Findings findings) {
        YamlValue place = placeOf(message, route);
        Matcher words = FOUND_EXPECTED.matcher(message);
        Matcher isNot = IS_NOT.matcher(message);
        if (words.matches()) {
            findings.error(route.file(), place, words.group("found"), words.group("expected"));
        } else if (isNot.matches()) {
            String found = isNot.group("name") + ": " + isNot.group("value");
            findings.error(route.file(), place, found, isNot.group("expected"));
        } else {
            findings.error(route.file(), place, message, "parameters that the template can use");
        }
    }

    /** Where the parameter stands that a message names. */
    private static YamlValue placeOf(String message, RouteUnit route) {
        return route.origin()
                .body()
                .get("parameters")
                .flatMap(list -> list.items().stream()
                        .filter(item -> isNamed(item.text("name"), message))
                        .findFirst())
                .flatMap(item -> item.get("value"))
                .orElseGet(() -> route.place(route.definition().place()));
    }

    private static boolean isNamed(String parameter, String message) {
        return Pattern.compile("\\b" + Pattern.quote(parameter) + "\\b")
                .matcher(message)
                .find();
    }
}
