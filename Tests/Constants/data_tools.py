"""Prints the constants of DataToolsConstants.swift. Run: pip install numpy scikit-learn; python3 data_tools.py

Made with Python 3.11, numpy 2.4.6, scikit-learn 1.9.1.
"""
import numpy as np
from sklearn import metrics
from sklearn.decomposition import PCA
from sklearn.preprocessing import MinMaxScaler, StandardScaler

# Numbers that both precisions hold exactly; the last column is constant.
x = np.array([[1, 2, -3, 5], [4, 0.5, 2, 5], [-2, 1.5, 0, 5], [3, 3, 1, 5], [0.25, -1, 4, 5], [2, 2.5, -6, 5]])
probabilities = np.array([[0.5, 0.25, 0.25], [0.125, 0.75, 0.125], [0.25, 0.125, 0.625],
                          [0.0625, 0.9375, 0.0],
                          [0.375, 0.375, 0.25], [0.875, 0.0625, 0.0625], [0.25, 0.5, 0.25], [0.5, 0.125, 0.375]])
labels = np.array([0, 1, 1, 1, 0, 2, 2, 0])
predicted = probabilities.argmax(axis=1)


def show(name, values, note=""):
    values = np.asarray(values, dtype=float).reshape(-1)
    text = ", ".join(repr(float(v)) for v in values)
    print(f"  static let {name}: [Double] = [{text}]" + (f"  // {note}" if note else ""))


show("standardized", StandardScaler().fit_transform(x), "StandardScaler().fit_transform")
show("minMax", MinMaxScaler().fit_transform(x), "MinMaxScaler().fit_transform")
pca = PCA(svd_solver="full").fit(x[:, :3])
show("directions", pca.components_, "PCA(svd_solver='full').components_, a direction a row, signs as they came")
show("unbiasedVariances", pca.explained_variance_, "explained_variance_, 1/(n − 1)")
show("varianceRatio", pca.explained_variance_ratio_, "explained_variance_ratio_")
show("confusion", metrics.confusion_matrix(labels, predicted), "confusion_matrix")
p, r, f, _ = metrics.precision_recall_fscore_support(labels, predicted)
show("precision", p, "precision_recall_fscore_support")
show("recall", r)
show("f1", f)
show("macro", metrics.precision_recall_fscore_support(labels, predicted, average="macro")[:3], "average='macro'")
show("logLoss", [metrics.log_loss(labels, probabilities)], "log_loss")
show("brier", [metrics.brier_score_loss(labels, probabilities, labels=[0, 1, 2], scale_by_half=False)],
     "brier_score_loss, not halved")
y, z = x[:, 0], x[:, 0] + x[:, 2] / 8
show("regression", [metrics.mean_squared_error(y, z), metrics.mean_absolute_error(y, z), metrics.r2_score(y, z)],
     "mean_squared_error, mean_absolute_error, r2_score of column 0 by column 0 + column 2 / 8")
