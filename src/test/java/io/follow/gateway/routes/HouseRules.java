package io.follow.gateway.routes;

import java.util.List;

/** All rules together. */
record HouseRules(List<RouteRule> rules) {

    /** The rules for files that are loaded together: what one of them names, another one may define. */
    static HouseRules knowing(List<RouteFile> files) {
        GatewayBeans beans = GatewayBeans.declared();
        return new HouseRules(List.of(
                new SchemaRule(),
                new FileNameRule(),
                new DescriptionRule(),
                new BeanRule(beans),
                ConsumerErrorsRule.of(files),
                new EndpointRule(),
                DirectRule.of(files),
                new PropertyRule(GatewayDefaults.properties().stringPropertyNames(), beans),
                new TimeUnitRule(),
                new TemplateStepIdRule()));
    }

    List<Finding> check(RouteFile file) {
        return rules.stream().flatMap(rule -> rule.check(file).stream()).toList();
    }
}
