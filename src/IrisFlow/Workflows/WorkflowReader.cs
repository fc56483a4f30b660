using System.Text.Json;
using System.Text.Json.Nodes;

namespace IrisFlow;

/// <summary>From the text of a workflow file to the workflow. All that is wrong with the text is reported at once.</summary>
public sealed class WorkflowReader
{
    private static readonly string[] TopKeys = ["format", "workflow", "note", "parameters", "schedule", "steps"];
    private static readonly string[] StepKeys = ["uses", "from", "with", "policy", "note"];
    private static readonly string[] ParameterKeys = ["type", "default", "note"];

    private readonly List<Finding> _findings = [];
    private readonly JsonNode? _root;
    private readonly Func<string, TextPosition?> _find;
    private readonly string? _file;

    private WorkflowReader(JsonNode? root, Func<string, TextPosition?> find, string? file) => (_root, _find, _file) = (root, find, file);

    /// <summary>The workflow in a file.</summary>
    /// <exception cref="IrisFlowException">The file is not there, or holds something else.</exception>
    public static Workflow ReadFile(string path)
    {
        try
        {
            return Read(File.ReadAllBytes(path), path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IrisFlowException(
                new Finding(problem is FileNotFoundException or DirectoryNotFoundException ? "IF302" : "IF303", $"The workflow file can't be read: {problem.Message}") { File = path },
                problem is FileNotFoundException or DirectoryNotFoundException ? ExitCode.NotFound : ExitCode.Usage,
                problem);
        }
    }

    /// <summary>The workflow in a text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="file">The file it stands in, for messages and relative paths.</param>
    /// <exception cref="IrisFlowException">The text is no workflow; every fault is among the findings.</exception>
    public static Workflow Read(byte[] utf8, string file)
    {
        var text = JsonDocumentText.Parse(utf8, file);
        return new WorkflowReader(text.Root, text.Find, file).OrThrow();
    }

    /// <summary>The workflow of an object that is no file yet, so that findings have pointers into it and no lines.</summary>
    /// <param name="definition">The object.</param>
    /// <param name="file">The file it would stand in, whose folder relative paths start at.</param>
    /// <exception cref="IrisFlowException">The object is no workflow; every fault is among the findings.</exception>
    public static Workflow Read(JsonNode? definition, string? file) => new WorkflowReader(definition, static _ => null, file).OrThrow();

    private Workflow OrThrow()
    {
        var workflow = Workflow();
        return _findings.Count == 0 ? workflow : throw new IrisFlowException(_findings);
    }

    private Workflow Workflow()
    {
        if (_root is not JsonObject root)
        {
            Report("IF003", "A workflow file holds one JSON object.", "", null);
            return new("");
        }

        Known(root, TopKeys, "");
        if (root["format"] is not JsonValue format || format.GetValueKind() != JsonValueKind.Number || format.ToJsonString() != "1")
        {
            Report("IF004", root.ContainsKey("format") ? $"The format {root["format"]?.ToJsonString()} is not known." : "The file does not say its format.", "/format", "This program reads \"format\": 1.");
        }

        return new(Text(root, "workflow", "", required: true) ?? "")
        {
            Note = Text(root, "note", ""),
            Parameters = [.. Map(root, "parameters", "").Select(p => Parameter(p.Key, p.Value))],
            Schedule = root.ContainsKey("schedule") ? Schedule(Map(root, "schedule", "")) : null,
            Steps = [.. Map(root, "steps", "").Select(s => Step(s.Key, s.Value))],
            File = _file,
        };
    }

    private Schedule Schedule(JsonObject map)
    {
        Known(map, ScheduleText.Keys, "/schedule");
        return ScheduleText.Read(map, (rule, key, message, expected) => Report(rule, message, "/schedule/" + key, expected));
    }

    private WorkflowParameter Parameter(string name, JsonNode? node)
    {
        var path = JsonDocumentText.Pointer("/parameters", name);
        if (node is not JsonObject map)
        {
            Report("IF003", $"Parameter '{name}' is not an object.", path, "It is an object with \"type\" and, unless a run must give it, \"default\".");
            return new(name, "string", null);
        }

        Known(map, ParameterKeys, path);
        var type = Text(map, "type", path, required: true) ?? "string";
        if (!WorkflowParameter.Types.Contains(type))
        {
            Report("IF005", $"Parameter '{name}' has the unknown type '{type}'.", path + "/type", NearMiss.OneOf(type, WorkflowParameter.Types, "The types are"));
        }

        return new(name, type, map["default"]?.DeepClone(), Text(map, "note", path));
    }

    private Step Step(string name, JsonNode? node)
    {
        var path = JsonDocumentText.Pointer("/steps", name);
        if (!WorkflowName.IsValid(name))
        {
            Report("IF006", $"'{name}' can't be a step's name.", path, WorkflowName.Form);
        }

        if (node is not JsonObject map)
        {
            Report("IF003", $"Step '{name}' is not an object.", path, "It is an object with \"uses\", and where needed \"from\" and \"with\".");
            return new(name, "");
        }

        Known(map, StepKeys, path);
        var from = new Dictionary<string, string>();
        foreach (var (input, source) in Map(map, "from", path))
        {
            if (source is JsonValue value && value.GetValueKind() == JsonValueKind.String)
            {
                from[input] = value.GetValue<string>();
            }
            else
            {
                Report("IF003", $"Input '{input}' of step '{name}' is not wired to a text.", JsonDocumentText.Pointer(path + "/from", input), "It names an output: \"step.port\".");
            }
        }

        return new(name, Text(map, "uses", path, required: true) ?? "")
        {
            From = from,
            With = (JsonObject)Map(map, "with", path).DeepClone(),
            Policy = map.ContainsKey("policy") ? Policy(Map(map, "policy", path), path + "/policy") : StepPolicy.Default,
            Note = Text(map, "note", path),
            Position = _find(path),
        };
    }

    private StepPolicy Policy(JsonObject map, string path)
    {
        Known(map, PolicyText.Keys, path);
        return PolicyText.Read(map, (rule, key, message, expected) => Report(rule, message, JsonDocumentText.Pointer(path, key), expected));
    }

    private void Known(JsonObject map, string[] keys, string path)
    {
        foreach (var (key, _) in map.Where(m => !keys.Contains(m.Key)))
        {
            Report("IF007", $"The key '{key}' means nothing here.", JsonDocumentText.Pointer(path, key), NearMiss.OneOf(key, keys, "The keys are"));
        }
    }

    private string? Text(JsonObject map, string key, string path, bool required = false)
    {
        if (map[key] is JsonValue value && value.GetValueKind() == JsonValueKind.String)
        {
            return value.GetValue<string>();
        }

        if (map.ContainsKey(key) || required)
        {
            Report("IF003", map.ContainsKey(key) ? $"The value of '{key}' is not a text." : $"The key '{key}' is missing.", map.ContainsKey(key) ? JsonDocumentText.Pointer(path, key) : path, null);
        }

        return null;
    }

    private JsonObject Map(JsonObject map, string key, string path)
    {
        if (map[key] is JsonObject inner)
        {
            return inner;
        }

        if (map.ContainsKey(key))
        {
            Report("IF003", $"The value of '{key}' is not an object.", JsonDocumentText.Pointer(path, key), null);
        }

        return [];
    }

    private void Report(string rule, string message, string path, string? expected)
    {
        var position = _find(path);
        _findings.Add(new(rule, message) { File = _file, Line = position?.Line, Position = position?.Column, Pointer = path, Expected = expected });
    }
}
