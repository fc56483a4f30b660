using System.Text.Json.Nodes;

namespace IrisFlow.Engine.Lineage;

/// <summary>Which columns of an input a column of an output is made of, as the effective parameters of the step say it.</summary>
/// <remarks>
/// A parameter that is an object says it by column: <c>{ "ratio": "a / b" }</c> computes, <c>{ "old": "new" }</c> renames. What no parameter speaks of and has the
/// name of a column that was read is that column. What else is new is made of the columns that the parameters name; where they name none, nothing tells.
/// </remarks>
internal static class ColumnOrigins
{
    /// <summary>A function from a column of the output to those of the input; null from it where nothing tells.</summary>
    /// <param name="step">The step.</param>
    /// <param name="input">The port; null where data was put in the place of the output, which is then the same.</param>
    /// <param name="read">The columns of the input; null where they are not known: then names stay.</param>
    public static Func<string, IReadOnlyCollection<string>?> Of(StepRecord step, string? input, Schema? read)
    {
        if (input is null || read is null)
        {
            return column => [column];
        }

        var parameters = JsonNode.Parse(step.Parameters);
        var spoken = Entries(parameters).ToList();
        var named = Texts(parameters).SelectMany(Mentioned).Where(Has).Distinct().ToList();
        return column =>
        {
            var computed = spoken.Where(e => e.Name == column).SelectMany(e => Mentioned(e.Text)).ToList();
            var renamed = Has(column) ? [] : spoken.Where(e => e.Text == column && Has(e.Name)).Select(e => e.Name).ToList();
            if (computed.Any(Has) || renamed.Count > 0)
            {
                return [.. computed.Where(Has).Concat(renamed).Distinct()];
            }

            // Of a join or a concatenation, what this input has not may be of the other.
            return Has(column) ? [column] : step.Inputs.Count(i => !i.Source.StartsWith("file:", StringComparison.Ordinal)) > 1 ? [] : named.Count > 0 ? named : null;
        };

        bool Has(string name) => read.Find(name) is not null;
    }

    /// <summary>The columns that a text speaks of: itself, those of an expression, or, in another language such as <c>mean(x)</c>, its words.</summary>
    private static IEnumerable<string> Mentioned(string text)
    {
        try
        {
            return Expression.Parse(text).Columns.Append(text);
        }
        catch (IrisFlowException)
        {
            return text.Split([' ', '(', ')', ',']).Append(text);
        }
    }

    private static IEnumerable<(string Name, string Text)> Entries(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(m => (m.Value is JsonValue value && value.TryGetValue<string>(out var text) ? [(m.Key, text)] : Enumerable.Empty<(string, string)>()).Concat(Entries(m.Value))),
        JsonArray items => items.SelectMany(Entries),
        _ => [],
    };

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(m => Texts(m.Value)),
        JsonArray items => items.SelectMany(Texts),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };
}
