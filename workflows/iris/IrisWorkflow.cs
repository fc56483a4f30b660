using IrisFlow;
using IrisFlow.Activities;
using IrisFlow.Learning;

namespace Iris;

/// <summary>Which iris is it? From the measured flowers to an honest accuracy.</summary>
public static class IrisWorkflow
{
    /// <summary>The workflow, as <c>iris.flow.json</c> says it too.</summary>
    public static Workflow Definition => Workflow.Define("iris", flow =>
    {
        var k = flow.Parameter("k", 2, "how many features to keep");

        var load = flow.Add("load", new ReadCsv { Path = "data/iris.csv" });
        var filter = flow.Add("filter", new RemoveLongSepals { Flowers = load.Rows, MaxCm = 7.0 });
        var select = flow.Add("select", new SelectKBest { Rows = filter.Kept, Target = "species" }, bind: (nameof(SelectKBest.K), k));
        var train = flow.Add("train", new TrainModel { Rows = select.Selected, Target = "species", Trainer = new LogisticRegression { L2 = 1.0 } });
        flow.Add(
            "evaluate",
            new EvaluateModel { Model = train.Model, Rows = select.Selected, Of = "training rows" },
            note: "On the rows the model was trained on, so these figures flatter it; cross-validate gives the honest ones.");
        flow.Add("cross-validate", new CrossValidateModel { Model = train.Model, Rows = filter.Kept });
    });
}
