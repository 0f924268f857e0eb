package org.actionscape.demo;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.Font;
import java.util.List;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.SwingConstants;
import javax.swing.table.AbstractTableModel;
import javax.swing.table.DefaultTableCellRenderer;
import org.actionscape.chart.Regularizer;

/** The numbers under the charts; its colours are their legend. */
final class ReadoutTable extends JTable {
  /** How the width is shared out among the columns. */
  private static final int[] WIDTHS = {160, 70, 100, 75, 80, 65};

  /** The least width that all columns fit in, ems; with less, the text becomes smaller. */
  private static final float LEAST_WIDTH = 42;

  private final Model model;

  ReadoutTable() {
    super(new Model());
    model = (Model) getModel();
    setDefaultRenderer(Object.class, new Renderer());
    setFocusable(false);
    setRowSelectionAllowed(false);
    getTableHeader().setReorderingAllowed(false);
    getAccessibleContext().setAccessibleName("Numbers of the current step");
    for (int i = 0; i < WIDTHS.length; i++) {
      getColumnModel().getColumn(i).setPreferredWidth(WIDTHS[i]);
    }
    resize();
  }

  void show(Snapshot snapshot) {
    model.rows = snapshot.readouts();
    model.fireTableDataChanged();
  }

  /** The table with its header, as high as three rows. */
  JScrollPane inPane() {
    return new JScrollPane(this) {
      @Override
      public Dimension getPreferredSize() {
        int header = getTableHeader().getPreferredSize().height;
        return new Dimension(0, header + Regularizer.values().length * getRowHeight() + 4);
      }
    };
  }

  @Override
  public void updateUI() {
    super.updateUI();
    resize();
  }

  @Override
  public void doLayout() {
    Theme.fit(this, getWidth(), LEAST_WIDTH);
    Theme.fit(getTableHeader(), getWidth(), LEAST_WIDTH);
    super.doLayout();
  }

  private void resize() {
    setRowHeight(Theme.ems(1.7));
  }

  private static final class Model extends AbstractTableModel {
    private static final List<String> COLUMNS =
        List.of("", "Reward", "Entropy (nats)", "Gradient", "Bound 2 H", "λ now");

    private List<RunReadout> rows = List.of();

    @Override
    public int getRowCount() {
      return rows.size();
    }

    @Override
    public int getColumnCount() {
      return COLUMNS.size();
    }

    @Override
    public String getColumnName(int column) {
      return COLUMNS.get(column);
    }

    @Override
    public Object getValueAt(int row, int column) {
      RunReadout readout = rows.get(row);
      return switch (column) {
        case 0 -> readout.method();
        case 1 -> Numbers.measured(readout.reward());
        case 2 -> Numbers.measured(readout.entropy());
        case 3 -> Numbers.measured(readout.gradient());
        case 4 -> Numbers.measured(readout.bound());
        default ->
            readout.coefficient().isPresent()
                ? Numbers.measured(readout.coefficient().getAsDouble())
                : "–";
      };
    }
  }

  private static final class Renderer extends DefaultTableCellRenderer {
    @Override
    public Component getTableCellRendererComponent(
        JTable table, Object value, boolean selected, boolean focused, int row, int column) {
      super.getTableCellRendererComponent(table, value, false, false, row, column);
      setHorizontalAlignment(column == 0 ? SwingConstants.LEFT : SwingConstants.RIGHT);
      setIcon(null);
      if (value instanceof Regularizer method) {
        setText(method.label());
        setIcon(new ColorIcon(method.colour()));
        setFont(getFont().deriveFont(Font.BOLD));
      }
      return this;
    }
  }
}
