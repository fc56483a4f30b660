using System.Text.Json;
using System.Text.Json.Nodes;
using IrisFlow.Hosting;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Server.Workflows;

/// <summary>A workflow as it can be read and changed: its text, where it comes from and the name of this state.</summary>
/// <param name="Name">The workflow.</param>
/// <param name="File">Where its file stands; null for one that only C# defines.</param>
/// <param name="InCode">True when C# defines it.</param>
/// <param name="Text">Its files, or what C# says as a file would.</param>
internal sealed record WorkflowState(string Name, string? File, bool InCode, WorkflowText Text)
{
    /// <summary>The name of this state.</summary>
    public string ETag { get; } = Text.ETag;

    /// <summary>The state of a workflow; null when there is none of that name.</summary>
    /// <exception cref="IrisFlowException">The name can't be one, or the files can't be read.</exception>
    public static WorkflowState? Find(Workspace workspace, string name)
    {
        var inCode = Code(workspace, name);
        return new WorkflowFiles(workspace.Workflows).Find(name) is { } files ? new(name, workspace.Workflows.PathOf(name), inCode is not null, files)
            : inCode is not null ? new(name, null, true, new(WorkflowWriter.WriteBytes(inCode, workspace.Catalog), null))
            : null;
    }

    /// <summary>The state of a workflow.</summary>
    /// <exception cref="IrisFlowException">There is none of that name, or its files can't be read.</exception>
    public static WorkflowState Of(Workspace workspace, string name) => Find(workspace, name) ?? throw workspace.Workflows.Unknown(name, workspace.NamesInCode);

    /// <summary>The workflow that the text stands for.</summary>
    /// <exception cref="IrisFlowException">The text is no workflow.</exception>
    public Workflow Read(Workspace workspace) => File is null ? Code(workspace, Name)! : WorkflowReader.Read(Text.Text, File);

    /// <summary>Writes the document.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("workflow", Name);
        json.WriteString("file", File is null ? null : $"{Name}/{Path.GetFileName(File)}");
        json.WriteString("text", Text.Text);
        var (definition, findings) = Parse(Text.Text, File ?? Name);
        Member(json, "definition", definition);
        var (layout, others) = Parse(Text.Layout ?? "{}"u8.ToArray(), $"{Name}.layout.json");
        Member(json, "layout", layout as JsonObject ?? []);
        json.WriteBoolean("inCode", InCode);
        if (findings.Concat(others).ToList() is { Count: > 0 } wrong)
        {
            ErrorJson.Findings(json, wrong);
        }

        json.WriteEndObject();
    }

    private static Workflow? Code(Workspace workspace, string name) => WorkflowName.IsValid(name) ? workspace.InCode(name) : null;

    // A text that an editor has left broken is shown as it is: how else could it be mended?
    private static (JsonNode? Value, IReadOnlyList<Finding> Findings) Parse(byte[] text, string file)
    {
        try
        {
            return (JsonDocumentText.Parse(text, file).Root, []);
        }
        catch (IrisFlowException problem)
        {
            return (null, problem.Findings);
        }
    }

    private static void Member(Utf8JsonWriter json, string name, JsonNode? value)
    {
        json.WritePropertyName(name);
        if (value is null)
        {
            json.WriteNullValue();
        }
        else
        {
            value.WriteTo(json);
        }
    }
}
