using System.Text.Json;
using System.Text.Json.Nodes;

namespace IrisFlow;

/// <summary>A trained model that scores raw rows: the chain of fitted transforms, then the predictor.</summary>
/// <remarks>As a checkpoint it is the predictor's own table; all else stands in the table's metadata.</remarks>
public sealed class Model : ICheckpoint<Model>
{
    private const string Entry = "irisflow.model";

    /// <summary>The column that it predicts.</summary>
    public required string Target { get; init; }

    /// <summary>The type of the column that it predicts.</summary>
    public required ColumnType TargetType { get; init; }

    /// <summary>The algorithm it was trained with, to train it again on other rows.</summary>
    public required Trainer Trainer { get; init; }

    /// <summary>What was learned.</summary>
    public required Predictor Predictor { get; init; }

    /// <summary>The transforms between raw rows and the predictor's features.</summary>
    public required IReadOnlyList<Transform> Preparation { get; init; }

    /// <inheritdoc/>
    public static string Kind => "model";

    /// <summary>Raw rows made ready for the predictor. Transforms that the rows have been through already are not applied twice.</summary>
    /// <exception cref="IrisFlowException">The rows were prepared in another way than those the model was trained on.</exception>
    public Table Prepare(Table rows)
    {
        var done = IrisFlow.Preparation.Chain(rows);
        var own = Preparation.Select(t => ValueWriter.ToJson(t)).ToList();
        if (done.Count > own.Count || !done.Select((node, i) => JsonNode.DeepEquals(node, own[i])).All(same => same))
        {
            throw new IrisFlowException(new Finding("IF401", "The rows were prepared in another way than those the model was trained on.")
            {
                Expected = "Wire raw rows: the model carries its own preparation.",
            });
        }

        return Preparation.Skip(done.Count).Aggregate(rows, (table, transform) => transform.Apply(table));
    }

    /// <inheritdoc/>
    public Table ToTable()
    {
        var about = new JsonObject
        {
            ["format"] = 1,
            ["target"] = Target,
            ["targetType"] = TargetType.Name(),
            ["predictor"] = Predictor.GetType().GetCustomAttributes(typeof(KindAttribute), false).Cast<KindAttribute>().Single().Name,
            ["features"] = ValueWriter.ToJson(Predictor.Features),
            ["classes"] = ValueWriter.ToJson(Predictor.Classes),
            ["trainer"] = ValueWriter.ToJson(Trainer),
            ["preparation"] = ValueWriter.ToJson(Preparation),
        };
        return Predictor.ToTable().WithMetadata(Entry, about.ToJsonString());
    }

    /// <inheritdoc/>
    /// <remarks>Which kinds a model holds is known only once it is there, so all there are count as its code.</remarks>
    [DependsOn(typeof(Predictor))]
    [DependsOn(typeof(Trainer))]
    [DependsOn(typeof(Transform))]
    [DependsOn(typeof(Estimator))]
    public static Model FromTable(Table table, Catalog catalog)
    {
        if (!table.Metadata.TryGetValue(Entry, out var json))
        {
            throw new IrisFlowException(new Finding("IF501", "The file holds a table, but no model.")
            {
                Expected = "A model is a checkpoint that model.train wrote.",
            });
        }

        var about = Parse(json);
        var kinds = catalog.KindsOf(typeof(Predictor));
        var name = Text(about, "predictor");
        if (!kinds.TryGetValue(name, out var kind))
        {
            throw new IrisFlowException(new Finding("IF502", $"The model is a '{name}', which is not part of this program.")
            {
                Expected = NearMiss.OneOf(name, kinds.Keys, "Known are"),
            });
        }

        var predictor = (Predictor)Activator.CreateInstance(kind.Type, nonPublic: true)!;
        typeof(Predictor).GetProperty(nameof(Predictor.Features))!.SetValue(predictor, Texts(about, "features"));
        typeof(Predictor).GetProperty(nameof(Predictor.Classes))!.SetValue(predictor, Texts(about, "classes"));
        predictor.Load(table);
        if (!ColumnTypes.TryParse(Text(about, "targetType"), out var targetType))
        {
            throw Unreadable("its targetType is no type of a column");
        }

        return new Model
        {
            Target = Text(about, "target"),
            TargetType = targetType,
            Trainer = (Trainer)Kinds.Read(about["trainer"] ?? throw Unreadable("it has no trainer"), typeof(Trainer), catalog),
            Predictor = predictor,
            Preparation = IrisFlow.Preparation.Read(List(about, "preparation"), catalog),
        };
    }

    // The entry may come from any program, so nothing in it is taken for granted.
    private static JsonObject Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject ?? throw Unreadable("it is no object");
        }
        catch (JsonException problem)
        {
            throw Unreadable(problem.Message);
        }
    }

    private static string Text(JsonObject about, string name) => AsText(about[name]) ?? throw Unreadable($"it has no text '{name}'");

    private static string[] Texts(JsonObject about, string name) =>
        [.. List(about, name).Select(n => AsText(n) ?? throw Unreadable($"'{name}' holds something else than texts"))];

    private static JsonArray List(JsonObject about, string name) => about[name] as JsonArray ?? throw Unreadable($"it has no list '{name}'");

    private static string? AsText(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static IrisFlowException Unreadable(string why) => new(
        new Finding("IF502", $"The file's entry '{Entry}' does not describe a model: {why}.") { Expected = "A model is a checkpoint that model.train wrote." },
        ExitCode.Corrupt);
}
