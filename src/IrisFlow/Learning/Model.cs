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
    public static Model FromTable(Table table, Catalog catalog)
    {
        if (!table.Metadata.TryGetValue(Entry, out var json) || JsonNode.Parse(json) is not JsonObject about)
        {
            throw new IrisFlowException(new Finding("IF501", "The file holds a table, but no model.")
            {
                Expected = "A model is a checkpoint that model.train wrote.",
            });
        }

        var kinds = catalog.KindsOf(typeof(Predictor));
        var name = about["predictor"]!.GetValue<string>();
        if (!kinds.TryGetValue(name, out var kind))
        {
            throw new IrisFlowException(new Finding("IF502", $"The model is a '{name}', which is not part of this program.")
            {
                Expected = NearMiss.OneOf(name, kinds.Keys, "Known are"),
            });
        }

        var predictor = (Predictor)Activator.CreateInstance(kind.Type, nonPublic: true)!;
        typeof(Predictor).GetProperty(nameof(Predictor.Features))!.SetValue(predictor, Texts(about["features"]));
        typeof(Predictor).GetProperty(nameof(Predictor.Classes))!.SetValue(predictor, Texts(about["classes"]));
        predictor.Load(table);
        _ = ColumnTypes.TryParse(about["targetType"]!.GetValue<string>(), out var targetType);
        return new Model
        {
            Target = about["target"]!.GetValue<string>(),
            TargetType = targetType,
            Trainer = (Trainer)Kinds.Read(about["trainer"]!, typeof(Trainer), catalog),
            Predictor = predictor,
            Preparation = IrisFlow.Preparation.Read((JsonArray)about["preparation"]!, catalog),
        };
    }

    private static string[] Texts(JsonNode? node) => [.. ((JsonArray)node!).Select(n => n!.GetValue<string>())];
}
