using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IrisFlow;

/// <summary>The JSON Schema (draft 2020-12) of parameters: what a form shows, what an editor completes, what any validator can hold a workflow file against.</summary>
/// <remarks>
/// It describes values after placeholders such as <c>${k}</c> are replaced. What a validator has no word for stands in keywords of our own:
/// <c>x-columns-of</c> and <c>x-column-types</c>, <c>x-expression</c>, <c>x-file</c>, and <c>x-descriptions</c> beside <c>enum</c>.
/// </remarks>
public sealed class ParameterSchema
{
    private readonly Catalog _catalog;
    private readonly Stack<Type> _families = [];

    private ParameterSchema(Catalog catalog) => _catalog = catalog;

    /// <summary>The schema of the <c>with</c> of a step.</summary>
    public static JsonObject Of(ActivityDescriptor activity, Catalog catalog)
    {
        var schema = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = activity.Uses };
        return new ParameterSchema(catalog).Object(schema, activity.Parameters, activity);
    }

    private JsonObject Object(JsonObject schema, IReadOnlyList<ParameterDescriptor> parameters, ActivityDescriptor? activity, string? kind = null)
    {
        schema["type"] = "object";
        var properties = new JsonObject();
        if (kind is not null)
        {
            properties["kind"] = new JsonObject { ["const"] = kind };
        }

        foreach (var parameter in parameters)
        {
            properties[parameter.Name] = Of(parameter, activity);
        }

        schema["properties"] = properties;
        var required = parameters.Where(p => p.Required).Select(p => p.Name).Prepend(kind is null ? null : "kind").Where(n => n is not null).ToList();
        if (required.Count > 0)
        {
            schema["required"] = new JsonArray([.. required.Select(n => JsonValue.Create(n))]);
        }

        schema["additionalProperties"] = false;
        return schema;
    }

    private JsonObject Of(ParameterDescriptor parameter, ActivityDescriptor? activity)
    {
        var schema = Of(parameter.Type);
        if (parameter.Range is { } range)
        {
            Bounds(schema, range);
        }

        if (parameter.Summary is { Length: > 0 } summary)
        {
            schema["description"] = summary;
        }

        if (!parameter.Required && ValueWriter.ToJson(parameter.Default) is { } value)
        {
            schema["default"] = value;
        }

        if (parameter.Column is { } column)
        {
            schema["x-columns-of"] = NameOf(activity, column.Port);
            if (column.Types.Count > 0)
            {
                schema["x-column-types"] = new JsonArray([.. column.Types.Select(t => JsonValue.Create(t.Name()))]);
            }
        }

        if (parameter.Expression is { } expression)
        {
            schema["x-expression"] = NameOf(activity, expression.Source);
        }

        if (parameter.IsSourceFile)
        {
            schema["x-file"] = true;
        }

        return schema;
    }

    private JsonObject Of(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare switch
        {
            _ when bare == typeof(string) => new() { ["type"] = "string" },
            _ when bare == typeof(bool) => new() { ["type"] = "boolean" },
            _ when bare == typeof(int) => new() { ["type"] = "integer", ["minimum"] = int.MinValue, ["maximum"] = int.MaxValue },
            _ when bare == typeof(long) => new() { ["type"] = "integer" },
            _ when bare == typeof(double) => new() { ["type"] = "number" },
            _ when bare.IsEnum => Words(bare),
            _ when ValueBinder.ElementType(bare) is { } element => new() { ["type"] = "array", ["items"] = Of(element) },
            _ when bare == typeof(IReadOnlyDictionary<string, string>) => new() { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = "string" } },
            _ => Kinds(bare),
        };
    }

    /// <summary>The schema of one of several words.</summary>
    internal static JsonObject Words(Type type)
    {
        var fields = Enum.GetNames(type).Select(n => type.GetField(n, BindingFlags.Public | BindingFlags.Static)!).ToList();
        return new()
        {
            ["enum"] = new JsonArray([.. fields.Select(f => ValueWriter.ToJson(f.GetValue(null)))]),
            ["x-descriptions"] = new JsonArray([.. fields.Select(f => JsonValue.Create(Docs.Summary(f)))]),
        };
    }

    private JsonObject Kinds(Type family)
    {
        // A kind that holds its own family again, such as a chain of transforms, would have no end.
        if (_families.Contains(family))
        {
            return new() { ["type"] = "object", ["required"] = new JsonArray("kind"), ["x-kinds"] = ValueBinder.TypeName(family) };
        }

        _families.Push(family);
        var kinds = _catalog.KindsOf(family).Values.OrderBy(k => k.Name, StringComparer.Ordinal)
            .Select(k => Object(new() { ["title"] = k.Name, ["description"] = k.Summary }, k.Parameters, null, k.Name)).ToArray<JsonNode>();
        _families.Pop();
        return new() { ["x-kinds"] = ValueBinder.TypeName(family), ["oneOf"] = new JsonArray(kinds) };
    }

    private static void Bounds(JsonObject schema, RangeAttribute range)
    {
        var (from, to) = (Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture), Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture));
        Bound(range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum", from);
        Bound(range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum", to);

        void Bound(string keyword, double bound)
        {
            if (bound is > double.MinValue and < double.MaxValue)
            {
                schema[keyword] = double.IsInteger(bound) && Math.Abs(bound) < 1L << 53 ? JsonValue.Create((long)bound) : JsonValue.Create(bound);
            }
        }
    }

    private static string NameOf(ActivityDescriptor? activity, string property) =>
        activity?.Inputs.FirstOrDefault(i => i.Property.Name == property)?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property);
}
