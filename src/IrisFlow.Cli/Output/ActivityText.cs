using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IrisFlow.Cli.Output;

/// <summary>All about an activity, for a person.</summary>
internal static class ActivityText
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Print(Terminal terminal, ActivityDescriptor activity, Catalog catalog)
    {
        terminal.Heading(activity.Uses);
        terminal.Line($"  {activity.Summary}");
        if (activity.Tags.Count > 0)
        {
            terminal.Line($"  Also: {string.Join(", ", activity.Tags)}.");
        }

        Ports(terminal, "inputs", activity.Inputs);
        Ports(terminal, "outputs", activity.Outputs);
        if (activity.Parameters.Count > 0)
        {
            terminal.Heading("parameters");
            terminal.Block(Parameters(activity.Parameters));
        }

        foreach (var parameter in activity.Parameters.Where(p => p.IsKind))
        {
            terminal.Heading($"kinds of {parameter.Name}");
            foreach (var kind in catalog.KindsOf(parameter.Type).Values.OrderBy(k => k.Name, StringComparer.Ordinal))
            {
                terminal.Line($"  {kind.Name}: {kind.Summary}");
                if (kind.Parameters.Count > 0)
                {
                    terminal.Block(Parameters(kind.Parameters));
                }
            }
        }

        if (activity.Example is { } example)
        {
            terminal.Heading("a step of it, in a workflow file");
            terminal.Line($"  {example.ToJsonString(Plain)}");
        }
    }

    private static void Ports(Terminal terminal, string heading, IReadOnlyList<PortDescriptor> ports)
    {
        if (ports.Count > 0)
        {
            terminal.Heading(heading);
            var table = new TextTable("port", "kind", "");
            foreach (var port in ports)
            {
                table.Add(port.Name, port.Kind.Name, port.Summary);
            }

            terminal.Block(table.ToString());
        }
    }

    private static string Parameters(IReadOnlyList<ParameterDescriptor> parameters)
    {
        var table = new TextTable("parameter", "type", "default", "");
        foreach (var parameter in parameters)
        {
            var range = parameter.Range is { } r ? string.Create(CultureInfo.InvariantCulture, $" From {r.Minimum} to {r.Maximum}.") : "";
            table.Add(parameter.Name, parameter.TypeName, parameter.Required ? "required" : ValueWriter.ToJson(parameter.Default)?.ToJsonString() ?? "", parameter.Summary + range);
        }

        return table.ToString();
    }
}
