using System.Text;
using System.Text.Json.Nodes;

namespace IrisFlow;

/// <summary>The one writer of workflow files: canonical text, so that a diff shows the change and nothing else.</summary>
/// <remarks>
/// One value a line, two spaces, LF. Steps stand in the order of their definition, ports and parameters in the order of their
/// declaration; defaults are left out. What a catalog does not know is kept as it is, at the end.
/// </remarks>
public static class WorkflowWriter
{
    /// <summary>The canonical text of a workflow.</summary>
    public static string Write(Workflow workflow, Catalog catalog) => Encoding.UTF8.GetString(WriteBytes(workflow, catalog));

    /// <summary>The canonical text as a file holds it: UTF-8 without a byte order mark.</summary>
    public static byte[] WriteBytes(Workflow workflow, Catalog catalog) => CanonicalJson.Write(ToJson(workflow, catalog));

    /// <summary>The same as an object.</summary>
    public static JsonObject ToJson(Workflow workflow, Catalog catalog)
    {
        var root = new JsonObject { ["format"] = 1, ["workflow"] = workflow.Name };
        AddNote(root, workflow.Note);
        if (workflow.Parameters.Count > 0)
        {
            root["parameters"] = new JsonObject(workflow.Parameters.Select(p => KeyValuePair.Create(p.Name, (JsonNode?)Parameter(p))));
        }

        if (workflow.Schedule is { } schedule)
        {
            root["schedule"] = ScheduleText.Write(schedule);
        }

        root["steps"] = new JsonObject(workflow.Steps.Select(s => KeyValuePair.Create(s.Name, (JsonNode?)Step(s, catalog))));
        return root;
    }

    private static JsonObject Parameter(WorkflowParameter parameter)
    {
        var json = new JsonObject { ["type"] = parameter.Type };
        if (parameter.Default is not null)
        {
            json["default"] = parameter.Default.DeepClone();
        }

        AddNote(json, parameter.Note);
        return json;
    }

    private static JsonObject Step(Step step, Catalog catalog)
    {
        var descriptor = catalog.Find(step.Uses);
        var json = new JsonObject { ["uses"] = step.Uses };
        if (step.From.Count > 0)
        {
            json["from"] = new JsonObject(InOrder(step.From.Keys, descriptor?.Inputs.Select(i => i.Name))
                .Select(name => KeyValuePair.Create(name, (JsonNode?)JsonValue.Create(step.From[name]))));
        }

        var with = new JsonObject(InOrder(step.With.Select(w => w.Key), descriptor?.Parameters.Select(p => p.Name))
            .Select(name => KeyValuePair.Create(name, Value(step.With[name], descriptor?.Parameters.FirstOrDefault(p => p.Name == name), catalog)))
            .Where(w => !IsDefault(w.Value, descriptor?.Parameters.FirstOrDefault(p => p.Name == w.Key))));
        if (with.Count > 0)
        {
            json["with"] = with;
        }

        if (step.Policy != StepPolicy.Default)
        {
            json["policy"] = PolicyText.Write(step.Policy);
        }

        AddNote(json, step.Note);
        return json;
    }

    /// <summary>A value in its canonical form where it can be read; else as it is.</summary>
    private static JsonNode? Value(JsonNode? node, ParameterDescriptor? parameter, Catalog catalog)
    {
        if (parameter is null || node is null || HasPlaceholder(node))
        {
            return node?.DeepClone();
        }

        var sound = true;
        var value = ValueBinder.Read(node, parameter.Type, catalog, "", _ => sound = false);
        return sound && value is not null ? ValueWriter.ToJson(value, omitDefaults: true) : node.DeepClone();
    }

    private static bool IsDefault(JsonNode? node, ParameterDescriptor? parameter) =>
        parameter is { Required: false } && JsonNode.DeepEquals(node, ValueWriter.ToJson(parameter.Default, omitDefaults: true));

    private static bool HasPlaceholder(JsonNode node) => node.ToJsonString().Contains("${", StringComparison.Ordinal);

    private static IEnumerable<string> InOrder(IEnumerable<string> names, IEnumerable<string>? declared)
    {
        var present = names.ToList();
        var known = (declared ?? []).Where(present.Contains).ToList();
        return known.Concat(present.Except(known));
    }

    private static void AddNote(JsonObject json, string? note)
    {
        if (note is not null)
        {
            json["note"] = note;
        }
    }
}
