package io.follow.gateway.steps.operator;

import io.follow.gateway.operator.ConsumerGroups;
import io.follow.gateway.operator.ConsumerGroups.Deletion;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.steps.http.HttpProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator API for the consumer groups of the results. Each method returns the content of the JSON response. */
public final class ManageGroups {

    private static final Logger LOG = LoggerFactory.getLogger("io.follow.gateway.operator");

    private final PerPipeline<ConsumerGroups> groups;

    public ManageGroups(PerPipeline<ConsumerGroups> groups) {
        this.groups = groups;
    }

    /** The groups of the results of a pipeline. */
    public Map<String, Object> list(OperatorCall call) throws InterruptedException {
        ConsumerGroups own = groups.of(call.pipeline());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("stream", own.stream());
        answer.put("groups", own.list());
        return answer;
    }

    /** Deletes a group that no consumer reads. */
    public Map<String, Object> delete(OperatorCall call) throws HttpProblem, InterruptedException {
        String group = String.valueOf(call.id());
        Deletion deletion = groups.of(call.pipeline()).delete(group);
        switch (deletion) {
            case GONE -> throw HttpProblem.notFound(deletion.description());
            case READ -> throw HttpProblem.conflict("GROUP_IS_READ", deletion.description());
            default -> LOG.info("the group {} of the results of {} deleted", group, call.pipeline());
        }
        return Map.of("group", group, "deleted", true);
    }
}
